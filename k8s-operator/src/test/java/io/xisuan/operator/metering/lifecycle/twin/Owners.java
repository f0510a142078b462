package io.xisuan.operator.metering.lifecycle.twin;

import io.xisuan.model.DeviceKey;
import io.xisuan.operator.metering.lifecycle.Observation;
import io.xisuan.operator.metering.lifecycle.PodHolding;
import java.util.ArrayList;
import java.util.List;

/** What the agent and the samples of one node say: owners poll by poll, two of them at times, faults and decisions. */
final class Owners {
    private static final List<Long> GOOD = List.of(0L, -1L, 1L, 15_000L, -59_999L, -60_000L, -60_001L, 400_000L);

    private final Moments moments;
    private final List<Observation> seen;

    Owners(Moments moments, List<Observation> seen) {
        this.moments = moments;
        this.seen = seen;
    }

    void observe(Histories.Place place, List<PodHolding> all) {
        List<String> pods = new ArrayList<>(List.of("stranger"));
        for (PodHolding pod : all) {
            if (pod.pod().node().equals(place.node()) && pod.resource().equals(place.resource())) {
                pods.addAll(List.of(pod.pod().uid(), pod.pod().uid(), pod.pod().uid()));
            }
        }
        if (moments.chance(pods.size() > 1 ? 80 : 20)) {
            List<Long> polls = polls();
            int devices = moments.count(1, Math.min(4, place.lanes()));
            for (int n = 0; n < devices; n++) {
                device(
                        place,
                        new DeviceKey(
                                "%s-%s-%d".formatted(place.node(), place.unit().denominator(), n)),
                        polls,
                        pods);
            }
        }
        if (moments.chance(8)) {
            fault(place, new DeviceKey(place.node() + "-unknown"), moments.unaligned());
        }
    }

    private List<Long> polls() {
        List<Long> polls = new ArrayList<>();
        long at = moments.unaligned() - (moments.chance(50) ? moments.pollMillis() : 0);
        int count = moments.count(1, 12);
        for (int i = 0; i < count; i++) {
            polls.add(at);
            at += moments.pollMillis();
        }
        return polls;
    }

    private void device(Histories.Place place, DeviceKey device, List<Long> polls, List<String> pods) {
        String owner = moments.of(pods);
        int from = moments.count(0, polls.size() / 2);
        int conflict = moments.chance(60) ? moments.count(1, 5) : 0;
        String other = another(owner, pods);
        for (int i = 0; i < polls.size(); i++) {
            owner = moments.wrong() ? moments.of(pods) : owner;
            other = moments.wrong() ? moments.of(pods) : other;
            if (!moments.wrong()) {
                seen.add(new Observation.OwnerSeen(place.node(), place.resource(), device, owner, polls.get(i)));
            }
            if (from <= i && i < from + conflict) {
                seen.add(new Observation.OwnerSeen(place.node(), place.resource(), device, other, polls.get(i)));
            }
        }
        for (String uid : List.of(owner, other)) {
            if (moments.chance(30)) {
                seen.add(new Observation.Resolved(uid, device, moments.chance(50)));
            }
        }
        if (moments.chance(12)) {
            fault(place, device, moments.of(polls) + moments.of(GOOD));
        }
        if (moments.chance(5)) {
            seen.add(new Observation.UnownedUse(place.node(), device, moments.interval()));
        }
    }

    private String another(String owner, List<String> pods) {
        List<String> others = pods.stream().filter(uid -> !uid.equals(owner)).toList();
        return others.isEmpty() ? owner : moments.of(others);
    }

    private void fault(Histories.Place place, DeviceKey device, long lastGood) {
        seen.add(new Observation.DeviceFault(place.node(), device, lastGood, "VANISHED"));
    }
}
