package io.xisuan.operator.metering.live;

import io.xisuan.billing.usage.UsageInterval;
import io.xisuan.model.DeviceKey;
import io.xisuan.model.Interval;
import io.xisuan.model.NodeName;
import io.xisuan.model.SiteId;
import io.xisuan.operator.metering.evidence.Confirmation;
import io.xisuan.operator.metering.evidence.EvidenceSummary;
import io.xisuan.operator.metering.lifecycle.LaneClaim;
import io.xisuan.operator.metering.lifecycle.NodeLanes;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/** Who vouches for the lanes of one closing: which device each was, by the word of its node, and what was sampled of it. */
final class LaneWitness {
    private record Key(NodeName node, String lane) {}

    private record Holder(
            String podUid, String resource, int place, long fromMillis, long untilMillis, WrittenDevices written) {}

    private record Asked(SiteId site, NodeName node, Interval interval) {}

    private static final Comparator<Asked> ASKED =
            Comparator.comparing(Asked::site).thenComparing(Asked::node).thenComparing(Asked::interval);
    private static final Comparator<Key> ORDER = Comparator.comparing(Key::node).thenComparing(Key::lane);

    private final TreeMap<Asked, List<OwnerWord>> asked = new TreeMap<>(ASKED);
    private final LiveEvidence evidence;
    private final ClockBook clocks;
    private final long nowMillis;
    private final TreeMap<Key, List<Holder>> holders = new TreeMap<>(ORDER);

    LaneWitness(LiveEvidence evidence, ClockBook clocks, long nowMillis) {
        this.evidence = evidence;
        this.clocks = clocks;
        this.nowMillis = nowMillis;
    }

    /** Notes which lanes a pod was given; the n-th of them is the n-th of the pod's devices by key. */
    void gave(ClusterLanes.Key where, LaneClaim claim, NodeLanes.Allotment lanes, WrittenDevices written) {
        for (int place = 0; place < lanes.ordinals().size(); place++) {
            holders.computeIfAbsent(
                            new Key(where.node(), where.lane(lanes.ordinals().get(place))), key -> new ArrayList<>())
                    .add(new Holder(
                            claim.podUid(), where.resource(), place, lanes.fromMillis(), claim.untilMillis(), written));
        }
    }

    /** Returns which lane of a pod a device is. */
    String laneOf(SiteId site, ClusterLanes.Key where, LaneClaim claim, NodeLanes.Allotment lanes, DeviceKey device) {
        int place = devices(
                        site,
                        where.node(),
                        claim.podUid(),
                        where.resource(),
                        span(claim.boundMillis(), claim.untilMillis()))
                .indexOf(device);
        return where.lane(
                lanes.ordinals().get(place >= 0 && place < lanes.ordinals().size() ? place : 0));
    }

    /** Returns the digest of what was sampled of a lane in an interval. */
    String digest(SiteId site, NodeName node, String lane, Interval interval) {
        return device(site, node, lane, interval)
                .map(device -> evidence.summary(site, node, device, interval))
                .orElseGet(() -> EvidenceSummary.none(0))
                .digest();
    }

    /** Returns what was sampled of the device of a record's lane, where it is known. */
    Optional<EvidenceSummary> summary(UsageInterval usage) {
        return device(usage.site(), usage.node(), usage.lane(), usage.interval())
                .map(device -> evidence.summary(usage.site(), usage.node(), device, usage.interval()));
    }

    /** Returns who vouches for a record. */
    Optional<Confirmation> confirmation(UsageInterval usage) {
        SortedSet<String> flags = new TreeSet<>();
        if (clocks.offsetMillis(usage.node()) != 0) {
            flags.add("CLOCK_SKEW");
        }
        Optional<OwnerWord> word = word(usage.site(), usage.node(), usage.lane(), usage.interval());
        if (word.isEmpty()) {
            Optional<Confirmation> written = holder(usage.node(), usage.lane(), usage.interval())
                    .flatMap(holder -> holder.written().confirmation(holder.place(), flags));
            return written.isPresent() || flags.isEmpty() ? written : Optional.of(Confirmation.byCount(flags));
        }
        OwnerWord said = word.get();
        return Optional.of(new Confirmation(
                Confirmation.Basis.AGENT,
                Optional.of(said.device()),
                said.polls(),
                said.missed(),
                said.firstMillis(),
                said.lastMillis(),
                flags));
    }

    /** Asked once for each node and interval: all lanes of a node share the answer. */
    private List<OwnerWord> owners(SiteId site, NodeName node, Interval interval) {
        return asked.computeIfAbsent(new Asked(site, node, interval), key -> evidence.owners(site, node, interval));
    }

    private Optional<DeviceKey> device(SiteId site, NodeName node, String lane, Interval interval) {
        return holder(node, lane, interval).flatMap(holder -> {
            List<DeviceKey> devices = devices(
                    site, node, holder.podUid(), holder.resource(), span(holder.fromMillis(), interval.endMillis()));
            return holder.place() < devices.size() ? Optional.of(devices.get(holder.place())) : Optional.empty();
        });
    }

    private Optional<OwnerWord> word(SiteId site, NodeName node, String lane, Interval interval) {
        Optional<DeviceKey> device = device(site, node, lane, interval);
        Optional<Holder> holder = holder(node, lane, interval);
        return device.flatMap(key -> owners(site, node, interval).stream()
                .filter(word -> word.device().equals(key)
                        && word.podUid().equals(holder.orElseThrow().podUid()))
                .findFirst());
    }

    private Optional<Holder> holder(NodeName node, String lane, Interval interval) {
        return holders.getOrDefault(new Key(node, lane), List.of()).stream()
                .filter(holder ->
                        holder.fromMillis() <= interval.startMillis() && interval.startMillis() < holder.untilMillis())
                .findFirst();
    }

    private List<DeviceKey> devices(SiteId site, NodeName node, String podUid, String resource, Interval interval) {
        return owners(site, node, interval).stream()
                .filter(word -> word.podUid().equals(podUid) && word.resource().equals(resource))
                .map(OwnerWord::device)
                .distinct()
                .sorted()
                .toList();
    }

    private Interval span(long fromMillis, long untilMillis) {
        return new Interval(fromMillis, Math.max(fromMillis, Math.min(untilMillis, nowMillis)));
    }
}
