package io.xisuan.operator.metering.evidence;

import io.xisuan.model.DeviceKey;
import io.xisuan.model.Interval;
import io.xisuan.model.NodeName;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/** What all targets of one node said, one outcome for each target and slot. */
final class NodeEvidence {
    /** How many slots the counter's previous sample may lie back for a gain to be known. */
    private static final int COUNTER_REACH = 4;

    /** How many slots before the asked time are looked at, to know what was there already. */
    private static final int EVENTS_REACH = 240;

    private final long intervalMillis;
    private final TreeMap<String, TargetSeries> targets = new TreeMap<>();

    NodeEvidence(long intervalMillis) {
        this.intervalMillis = intervalMillis;
    }

    TargetSeries target(String name) {
        return targets.computeIfAbsent(name, target -> new TargetSeries(intervalMillis));
    }

    SortedMap<String, TargetSeries> targets() {
        return targets;
    }

    /** The targets that read devices, and those of which nothing is known yet. */
    private List<TargetSeries> deviceTargets() {
        List<TargetSeries> list = new ArrayList<>();
        targets.forEach((name, series) -> {
            boolean agent = name.equals(EvidenceCollector.AGENT);
            if (!agent && series.truth().map(truth -> truth == Truth.DEVICE).orElse(true)) {
                list.add(series);
            }
        });
        return list;
    }

    private List<TargetSeries> agentTargets() {
        List<TargetSeries> list = new ArrayList<>();
        targets.forEach((name, series) -> {
            if (name.equals(EvidenceCollector.AGENT)
                    || series.truth().map(truth -> truth == Truth.AGENT).orElse(false)) {
                list.add(series);
            }
        });
        return list;
    }

    EvidenceSummary summary(DeviceKey device, Interval interval) {
        long first = Math.ceilDiv(interval.startMillis(), intervalMillis);
        long last = Math.max(first, Math.ceilDiv(interval.endMillis(), intervalMillis));
        List<TargetSeries> series = deviceTargets();
        MessageDigest digest = Digests.sha256();
        Tally tally = new Tally();
        for (long slot = first; slot < last; slot++) {
            count(slot, device, series, digest, tally);
        }
        return new EvidenceSummary(
                Math.toIntExact(last - first),
                tally.seen,
                tally.seen == 0 ? 0 : (int) (tally.sum / tally.seen),
                tally.highest,
                tally.gaps,
                tally.degraded,
                energy(device, series, first, last),
                HexFormat.of().formatHex(digest.digest()));
    }

    /** The counts of an interval. */
    private static final class Tally {
        private final EnumMap<GapCause, Integer> gaps = new EnumMap<>(GapCause.class);
        private long sum;
        private int seen;
        private int highest;
        private int degraded;
    }

    private static void count(
            long slot, DeviceKey device, List<TargetSeries> series, MessageDigest digest, Tally tally) {
        digest(slot, series, digest);
        Best best = best(slot, device, series);
        if (best.value < 0) {
            tally.gaps.merge(GapCause.ofCode((int) -best.value), 1, Integer::sum);
            return;
        }
        tally.seen++;
        tally.sum += best.value;
        tally.highest = (int) Math.max(tally.highest, best.value);
        tally.degraded += best.degraded ? 1 : 0;
    }

    private static void digest(long slot, List<TargetSeries> series, MessageDigest digest) {
        for (TargetSeries target : series) {
            Optional<SlotPage> page = target.at(slot);
            if (page.isPresent() && page.get().hashes[target.inPage(slot)].length > 0) {
                String hash = HexFormat.of().formatHex(page.get().hashes[target.inPage(slot)]);
                digest.update((slot + ":" + hash + "\n").getBytes(StandardCharsets.UTF_8));
            }
        }
    }

    /** A slot's value of a device, or a gap's code as a negative number. */
    private record Best(long value, boolean degraded) {}

    /** A value goes before a gap, and the gap of a target that knows the device before the gaps of others. */
    private static Best best(long slot, DeviceKey device, List<TargetSeries> series) {
        Best best = new Best(-GapCause.NO_SCRAPE.code(), false);
        boolean known = false;
        boolean first = true;
        for (TargetSeries target : series) {
            Optional<SlotPage> found = target.at(slot);
            if (found.isPresent() && best.value < 0) {
                SlotPage page = found.get();
                int at = target.inPage(slot);
                DeviceKey key = page.key(at, device);
                long value = page.use(at, key);
                boolean names = page.devices.containsKey(key);
                if (first || value >= 0 || (names && !known)) {
                    best = new Best(value, page.state.get(at) == SlotPage.DEGRADED);
                    known = names;
                    first = false;
                }
            }
        }
        return best;
    }

    /**
     * Returns the block of one hour of all devices.
     *
     * @throws IllegalArgumentException when slots do not divide a minute
     */
    byte[] hour(NodeName node, long hourMillis) {
        if (60_000 % intervalMillis != 0) {
            throw new IllegalArgumentException(
                    "Hours are stored of slots that divide a minute, not of %d ms".formatted(intervalMillis));
        }
        List<TargetSeries> series = deviceTargets();
        long first = hourMillis / intervalMillis;
        long last = first + 3_600_000 / intervalMillis;
        StoredUse.Writer writer = new StoredUse.Writer(node, hourMillis, 1);
        MessageDigest digest = Digests.sha256();
        TreeSet<DeviceKey> devices = new TreeSet<>();
        for (long slot = first; slot < last; slot++) {
            digest(slot, series, digest);
        }
        series.forEach(target -> target.at(first, last).forEach(page -> devices.addAll(page.devices.keySet())));
        writer.digest(0, digest.digest());
        HourUse use = new HourUse();
        for (DeviceKey device : devices) {
            use.clear((int) (last - first));
            minutes(device, series, first, use);
            use.energy = energy(device, series, first, last).orElse(-1L);
            writer.device(device);
            writer.hour(use, true);
        }
        return writer.block();
    }

    private void minutes(DeviceKey device, List<TargetSeries> series, long first, HourUse use) {
        int each = (int) (60_000 / intervalMillis);
        for (int minute = 0; minute < HourUse.MINUTES; minute++) {
            long gap = 0;
            long sum = 0;
            int seen = 0;
            for (int i = 0; i < each; i++) {
                Best best = best(first + (long) minute * each + i, device, series);
                use.slot(best.value, best.degraded);
                gap = best.value < 0 && gap == 0 ? best.value : gap;
                sum += Math.max(0, best.value);
                seen += best.value < 0 ? 0 : 1;
            }
            use.use[minute] = seen == 0 ? gap : sum / seen;
        }
    }

    private Optional<Long> energy(DeviceKey device, List<TargetSeries> series, long first, long last) {
        for (TargetSeries target : series) {
            EnergyGain gain = new EnergyGain(intervalMillis);
            for (long slot = first - COUNTER_REACH; slot < last; slot++) {
                Optional<SlotPage> page = target.at(slot);
                DeviceColumns columns = page.isEmpty()
                        ? null
                        : page.get().devices.get(page.get().key(target.inPage(slot), device));
                if (columns != null) {
                    int at = target.inPage(slot);
                    gain.take(slot, columns.energy.get(at), columns.cap.get(at), bootAt(slot), slot >= first);
                }
            }
            if (gain.total().isPresent()) {
                return gain.total();
            }
        }
        return Optional.empty();
    }

    private String bootAt(long slot) {
        for (TargetSeries agent : agentTargets()) {
            Optional<SlotPage> page = agent.at(slot);
            if (page.isPresent()) {
                return page.get().boots.value(page.get().boot.get(agent.inPage(slot)));
            }
        }
        return "";
    }

    OwnerPolls owners(Interval interval, boolean agent) {
        long first = Math.ceilDiv(interval.startMillis(), intervalMillis);
        long last = Math.max(first, Math.ceilDiv(interval.endMillis(), intervalMillis));
        OwnerCount count = new OwnerCount();
        List<TargetSeries> series = agent ? agentTargets() : deviceTargets();
        if (series.isEmpty()) {
            return new OwnerPolls(0, 0, Map.of(), List.of());
        }
        for (long slot = first; slot < last; slot++) {
            count.slot(slot, slot * intervalMillis, series, agent);
        }
        return count.polls(Math.toIntExact(last - first));
    }

    /**
     * A device that one exporter no longer lists and another one of the node still samples is not gone. Only samples of the minute
     * after the last good one count, so that a later look says the same.
     */
    private boolean seenElsewhere(DeviceEvent event, TargetSeries lister, long from, long until) {
        return event instanceof DeviceEvent.Fault fault
                && fault.what().equals(DeviceWatch.VANISHED)
                && deviceTargets().stream()
                        .filter(other -> other != lister)
                        .flatMap(other -> other.readings(from, until).stream())
                        .filter(reading -> reading.usable()
                                && reading.slotMillis() > fault.lastGoodMillis()
                                && reading.slotMillis() <= fault.lastGoodMillis() + DeviceWatch.VANISHED_AFTER_MILLIS)
                        .flatMap(reading -> reading.devices().values().stream())
                        .anyMatch(state -> state.seen()
                                .filter(seen -> seen.board().equals(fault.device()))
                                .isPresent());
    }

    /** Events that become known in the slots that begin within the given time. */
    List<DeviceEvent> events(NodeName node, long sinceMillis, long untilMillis) {
        long until = Math.ceilDiv(untilMillis, intervalMillis);
        long from = Math.max(earliest(), Math.floorDiv(sinceMillis, intervalMillis) - EVENTS_REACH);
        TreeMap<String, DeviceEvent> events = new TreeMap<>();
        List<SlotReading> agent = new ArrayList<>();
        agentTargets().forEach(series -> agent.addAll(series.readings(from, until)));
        agent.sort(Comparator.comparingLong(SlotReading::slotMillis));
        for (TargetSeries series : deviceTargets()) {
            DeviceWatch watch = new DeviceWatch(node, intervalMillis, sinceMillis, untilMillis);
            List<SlotReading> readings = series.readings(from, until);
            watch.watch(readings, agent).stream()
                    .filter(event -> !seenElsewhere(event, series, from, until))
                    .forEach(event -> {
                        DeviceEvent called = called(event, readings, agent);
                        events.put(DeviceWatch.key(called), called);
                    });
        }
        return List.copyOf(events.values());
    }

    /** A fault bears the name by which the agent speaks of the device, since by it the owner is known. */
    private static DeviceEvent called(DeviceEvent event, List<SlotReading> readings, List<SlotReading> agent) {
        return event instanceof DeviceEvent.Fault fault
                ? new DeviceEvent.Fault(
                        fault.node(), called(fault, readings, agent), fault.lastGoodMillis(), fault.what())
                : event;
    }

    private static DeviceKey called(DeviceEvent.Fault fault, List<SlotReading> readings, List<SlotReading> agent) {
        Optional<PlaceNames> names = readings.stream()
                .filter(reading -> reading.slotMillis() == fault.lastGoodMillis())
                .map(SlotReading::names)
                .findFirst();
        return agent.stream()
                .flatMap(reading -> reading.devices().keySet().stream())
                .filter(key -> names.map(known -> known.hardware(key))
                        .filter(fault.device()::equals)
                        .isPresent())
                .min(Comparator.naturalOrder())
                .orElse(fault.device());
    }

    private long earliest() {
        long earliest = Long.MAX_VALUE / 2;
        for (TargetSeries series : targets.values()) {
            if (!series.isEmpty()) {
                earliest = Math.min(earliest, series.pages().firstKey() * TargetSeries.pageSlots(intervalMillis));
            }
        }
        return earliest == Long.MAX_VALUE / 2 ? 0 : earliest;
    }

    void forgetBefore(long millis) {
        long slot = Math.floorDiv(millis, intervalMillis);
        targets.values().forEach(series -> series.forgetBefore(slot));
        targets.values().removeIf(TargetSeries::isEmpty);
    }

    boolean isEmpty() {
        return targets.isEmpty();
    }
}
