package io.xisuan.operator.metering.lifecycle.twin;

import io.xisuan.billing.usage.UnbilledReason;
import io.xisuan.model.DeviceKey;
import io.xisuan.model.NodeName;
import io.xisuan.operator.metering.lifecycle.Observation;
import io.xisuan.operator.metering.lifecycle.twin.PlainLanes.PlainHold;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;

/** The time on lanes that two pods were said to own, and what two persons found of it. */
final class PlainOwners {
    /** Time of one pod on one of its lanes that is not billed, or not yet. */
    record Doubt(String podUid, int ordinal, long fromMillis, long untilMillis, UnbilledReason reason) {
        boolean on(String uid, int lane, long millis) {
            return podUid.equals(uid) && ordinal == lane && fromMillis <= millis && millis < untilMillis;
        }
    }

    private final PlainFacts facts;
    private final PlainLanes lanes;
    private final List<PlainPod> pods;
    private final List<Doubt> doubts = new ArrayList<>();

    PlainOwners(PlainFacts facts, PlainLanes lanes, List<PlainPod> pods) {
        this.facts = facts;
        this.lanes = lanes;
        this.pods = pods;
        TreeSet<NodeName> nodes = new TreeSet<>();
        facts.owners().forEach(owner -> nodes.add(owner.node()));
        nodes.forEach(this::node);
    }

    List<Doubt> doubts() {
        return List.copyOf(doubts);
    }

    private void node(NodeName node) {
        TreeSet<Long> polls = new TreeSet<>();
        TreeSet<DeviceKey> devices = new TreeSet<>();
        for (Observation.OwnerSeen owner : facts.owners()) {
            if (owner.node().equals(node)) {
                polls.add(owner.atMillis());
                devices.add(owner.device());
            }
        }
        devices.forEach(device -> device(node, device, List.copyOf(polls)));
    }

    /** Room in the page: every pod that a poll of the run names is in doubt over the whole run. */
    private void device(NodeName node, DeviceKey device, List<Long> polls) {
        int first = 0;
        while (first < polls.size()) {
            int next = first;
            TreeSet<String> named = new TreeSet<>();
            while (next < polls.size() && named(node, device, polls.get(next)).size() > 1) {
                named.addAll(named(node, device, polls.get(next)));
                next++;
            }
            if (next - first > 2) {
                long from = PlainFacts.floorSecond(polls.get(first));
                long until = PlainFacts.ceilSecond(polls.get(Math.min(next, polls.size() - 1)));
                named.forEach(uid -> doubt(uid, node, device, from, until));
            }
            first = Math.max(next, first + 1);
        }
    }

    private SortedSet<String> named(NodeName node, DeviceKey device, long poll) {
        TreeSet<String> uids = new TreeSet<>();
        for (Observation.OwnerSeen owner : facts.owners()) {
            if (owner.node().equals(node) && owner.device().equals(device) && owner.atMillis() == poll) {
                uids.add(owner.podUid());
            }
        }
        return uids;
    }

    private void doubt(String uid, NodeName node, DeviceKey device, long from, long until) {
        for (PlainPod pod : pods) {
            List<PlainHold> held = lanes.of(pod);
            boolean counts = pod.uid().equals(uid)
                    && pod.holding().pod().node().equals(node)
                    && !held.isEmpty()
                    && lanes.wholeUnits(pod);
            if (counts) {
                int ordinal = ordinal(uid, device, held);
                reason(uid, device).ifPresent(reason -> doubts.add(new Doubt(uid, ordinal, from, until, reason)));
            }
        }
    }

    /** The pod's lanes count by ordinal; a device that has no lane of its own is on the first. */
    private int ordinal(String uid, DeviceKey device, List<PlainHold> held) {
        TreeSet<DeviceKey> devices = new TreeSet<>();
        for (Observation.OwnerSeen owner : facts.owners()) {
            if (owner.podUid().equals(uid)) {
                devices.add(owner.device());
            }
        }
        int place = devices.headSet(device).size();
        return held.get(place < held.size() ? place : 0).ordinal();
    }

    /** Two decisions that contradict each other withdraw. */
    private Optional<UnbilledReason> reason(String uid, DeviceKey device) {
        List<Observation.Resolved> words = facts.of(Observation.Resolved.class).stream()
                .filter(word -> word.podUid().equals(uid) && word.device().equals(device))
                .toList();
        if (words.isEmpty()) {
            return Optional.of(UnbilledReason.QUARANTINED);
        }
        return words.stream().allMatch(Observation.Resolved::bill)
                ? Optional.empty()
                : Optional.of(UnbilledReason.WITHDRAWN);
    }
}
