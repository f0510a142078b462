package io.xisuan.operator.metering.lifecycle.twin;

import io.xisuan.model.AcceleratorShare;
import io.xisuan.model.NodeName;
import io.xisuan.model.Rational;
import io.xisuan.operator.metering.lifecycle.NodeSpan;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.OptionalInt;

/** Which pod holds which lane from when until when: pods are served one after another. */
final class PlainLanes {
    /** A pod on a lane; it may be empty, when the pod was gone before those that it follows. */
    record PlainHold(PlainPod pod, int ordinal, long fromMillis, long untilMillis) {
        boolean covers(long millis) {
            return fromMillis <= millis && millis < untilMillis;
        }

        String lane() {
            return pod.holding().resource() + "/" + ordinal;
        }
    }

    private final PlainFacts facts;
    private final List<PlainHold> holds = new ArrayList<>();

    PlainLanes(PlainFacts facts, Collection<PlainPod> pods) {
        this.facts = facts;
        pods.stream()
                .filter(PlainPod::holds)
                .sorted(Comparator.comparingLong(PlainLanes::bound).thenComparing(PlainPod::uid))
                .forEach(this::serve);
    }

    List<PlainHold> holds() {
        return List.copyOf(holds);
    }

    /** Returns the holds of one pod by ordinal. */
    List<PlainHold> of(PlainPod pod) {
        return holds.stream()
                .filter(hold -> hold.pod().uid().equals(pod.uid()))
                .sorted(Comparator.comparingInt(PlainHold::ordinal))
                .toList();
    }

    boolean wholeUnits(PlainPod pod) {
        return pod.holding().share().equals(unit(pod));
    }

    private static long bound(PlainPod pod) {
        return pod.boundMillis().orElseThrow();
    }

    private void serve(PlainPod pod) {
        OptionalInt capacity = capacity(pod);
        int wanted = pod.holding().devices();
        List<Integer> taken = new ArrayList<>();
        for (int lane = 0; lane < capacity.orElse(Integer.MAX_VALUE) && taken.size() < wanted; lane++) {
            if (enough(pod, lane)) {
                taken.add(lane);
            }
        }
        long from = bound(pod);
        if (taken.size() < wanted && wholeUnits(pod)) {
            for (FreeLater later : soon(pod, capacity.orElseThrow(), taken)) {
                if (taken.size() < wanted) {
                    taken.add(later.ordinal());
                    from = Math.max(from, later.freeMillis());
                }
            }
        }
        for (int lane = capacity.orElse(0); taken.size() < wanted; lane++) {
            if (enough(pod, lane)) {
                taken.add(lane);
            }
        }
        for (int lane : taken) {
            holds.add(new PlainHold(pod, lane, from, pod.releasedMillis()));
        }
    }

    /** A lane whose last holder ends soon. */
    private record FreeLater(long freeMillis, int ordinal) {}

    private List<FreeLater> soon(PlainPod pod, int capacity, List<Integer> taken) {
        List<FreeLater> soon = new ArrayList<>();
        for (int lane = 0; lane < capacity; lane++) {
            long free = inTheWay(pod, lane).stream()
                    .mapToLong(PlainHold::untilMillis)
                    .max()
                    .orElse(Long.MAX_VALUE);
            if (!taken.contains(lane) && free <= bound(pod) + PlainFacts.MINUTE) {
                soon.add(new FreeLater(free, lane));
            }
        }
        soon.sort(Comparator.comparingLong(FreeLater::freeMillis).thenComparingInt(FreeLater::ordinal));
        return soon;
    }

    /** Room in the page: beyond the capacity too a lane is free when its share is enough. */
    private boolean enough(PlainPod pod, int lane) {
        Rational free = unit(pod).asRational();
        for (PlainHold hold : inTheWay(pod, lane)) {
            free = free.minus(hold.pod().holding().share().asRational());
        }
        return free.compareTo(pod.holding().share().asRational()) >= 0;
    }

    /** Returns the holds of the lane that share a time with the pod's own holding. */
    private List<PlainHold> inTheWay(PlainPod pod, int lane) {
        List<PlainHold> inTheWay = new ArrayList<>();
        for (PlainHold hold : holds) {
            boolean sameLane = hold.ordinal() == lane
                    && node(hold.pod()).equals(node(pod))
                    && hold.pod().holding().resource().equals(pod.holding().resource());
            long from = Math.max(hold.fromMillis(), bound(pod));
            if (sameLane && from < Math.min(hold.untilMillis(), pod.releasedMillis())) {
                inTheWay.add(hold);
            }
        }
        return inTheWay;
    }

    private OptionalInt capacity(PlainPod pod) {
        return facts.spans(node(pod), pod.holding().resource()).stream()
                .mapToInt(NodeSpan::devices)
                .max();
    }

    private AcceleratorShare unit(PlainPod pod) {
        return facts.unit(node(pod), pod.holding().resource());
    }

    private static NodeName node(PlainPod pod) {
        return pod.holding().pod().node();
    }
}
