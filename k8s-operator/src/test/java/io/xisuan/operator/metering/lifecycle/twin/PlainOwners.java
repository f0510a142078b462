package io.xisuan.operator.metering.lifecycle.twin;

import io.xisuan.model.DeviceKey;
import io.xisuan.model.NodeName;
import io.xisuan.operator.metering.lifecycle.Observation;
import io.xisuan.operator.metering.lifecycle.twin.PlainLanes.PlainHold;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;

/** The time on lanes that two pods were said to own, and what two persons found of it. */
final class PlainOwners {
    /** What becomes of billed time; of several words on one time the last of these counts. */
    enum Verdict {
        BILL,
        WAIT,
        WITHDRAW
    }

    /** Time of one pod on one of its lanes. */
    record Doubt(String podUid, int ordinal, long fromMillis, long untilMillis, Verdict verdict) {}

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

    private TreeSet<String> named(NodeName node, DeviceKey device, long poll) {
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
                doubts.add(new Doubt(uid, ordinal(uid, device, held), from, until, verdict(uid, device)));
            }
        }
    }

    /** Room in the page: the pod's lanes count by ordinal, and with more devices than lanes all devices are on the first. */
    private int ordinal(String uid, DeviceKey device, List<PlainHold> held) {
        TreeSet<DeviceKey> devices = new TreeSet<>();
        for (Observation.OwnerSeen owner : facts.owners()) {
            if (owner.podUid().equals(uid)) {
                devices.add(owner.device());
            }
        }
        int place = devices.size() > held.size() ? 0 : devices.headSet(device).size();
        return held.get(place).ordinal();
    }

    /** Room in the page: two decisions that contradict each other withdraw. */
    private Verdict verdict(String uid, DeviceKey device) {
        Verdict verdict = Verdict.WAIT;
        for (Observation.Resolved resolved : facts.of(Observation.Resolved.class)) {
            if (resolved.podUid().equals(uid) && resolved.device().equals(device)) {
                verdict = resolved.bill() && verdict != Verdict.WITHDRAW ? Verdict.BILL : Verdict.WITHDRAW;
            }
        }
        return verdict;
    }
}
