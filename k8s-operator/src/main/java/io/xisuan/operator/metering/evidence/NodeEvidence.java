package io.xisuan.operator.metering.evidence;

import io.xisuan.model.DeviceKey;
import io.xisuan.model.Interval;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;

/** The utilisations of one node's devices, one slot for each scrape interval; a few bytes for each device and slot. */
final class NodeEvidence {
    /** The values of a slot by device index: per mille, or a gap's code as a negative number. */
    private static final class Slot {
        private final String bodyHash;
        private final short[] values;
        private final GapCause absence;

        Slot(String bodyHash, short[] values, GapCause absence) {
            this.bodyHash = bodyHash;
            this.values = values;
            this.absence = absence;
        }
    }

    private final long intervalMillis;
    private final Map<DeviceKey, Integer> indexes = new HashMap<>();
    private final TreeMap<Long, Slot> slots = new TreeMap<>();

    NodeEvidence(long intervalMillis) {
        this.intervalMillis = intervalMillis;
    }

    /** Keeps a scrape; the first of a slot stays. */
    void add(long atMillis, Scrape scrape) {
        GapCause absence = scrape.absence();
        scrape.samples().forEach(sample -> indexes.computeIfAbsent(sample.device(), device -> indexes.size()));
        scrape.withoutValue().keySet().forEach(device -> indexes.computeIfAbsent(device, key -> indexes.size()));
        short[] values = new short[indexes.size()];
        Arrays.fill(values, gap(absence));
        scrape.withoutValue().forEach((device, cause) -> values[indexOf(device)] = gap(cause));
        for (DeviceSample sample : scrape.samples()) {
            if (sample.metric() == CanonicalMetric.UTILISATION) {
                int index = indexOf(sample.device());
                values[index] = (short) Math.max(values[index], sample.value());
            }
        }
        slots.putIfAbsent(Math.floorDiv(atMillis, intervalMillis), new Slot(scrape.bodyHash(), values, absence));
    }

    private int indexOf(DeviceKey device) {
        return indexes.getOrDefault(device, -1);
    }

    private static short gap(GapCause cause) {
        return (short) -cause.code();
    }

    EvidenceSummary summary(DeviceKey device, Interval interval) {
        long first = Math.ceilDiv(interval.startMillis(), intervalMillis);
        long last = Math.ceilDiv(interval.endMillis(), intervalMillis);
        EnumMap<GapCause, Integer> gaps = new EnumMap<>(GapCause.class);
        MessageDigest digest = Digests.sha256();
        long sum = 0;
        int seen = 0;
        int highest = 0;
        Map<Long, Slot> within = slots.subMap(first, true, Math.max(first, last), false);
        for (Map.Entry<Long, Slot> slot : within.entrySet()) {
            digest.update((slot.getKey() + ":" + slot.getValue().bodyHash + "\n").getBytes(StandardCharsets.UTF_8));
            int value = valueOf(slot.getValue(), device);
            if (value < 0) {
                gaps.merge(GapCause.ofCode(-value), 1, Integer::sum);
            } else {
                seen++;
                sum += value;
                highest = Math.max(highest, value);
            }
        }
        int expected = Math.toIntExact(Math.max(0, last - first));
        if (within.size() < expected) {
            gaps.put(GapCause.NO_SCRAPE, expected - within.size());
        }
        int mean = seen == 0 ? 0 : (int) (sum / seen);
        return new EvidenceSummary(
                expected, seen, mean, highest, gaps, HexFormat.of().formatHex(digest.digest()));
    }

    private int valueOf(Slot slot, DeviceKey device) {
        int index = indexOf(device);
        return index < 0 || index >= slot.values.length ? gap(slot.absence) : slot.values[index];
    }

    void forgetBefore(long millis) {
        slots.headMap(Math.floorDiv(millis, intervalMillis)).clear();
    }

    boolean isEmpty() {
        return slots.isEmpty();
    }
}
