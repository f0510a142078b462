package io.xisuan.scheduler.placement;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * The shares of workers with parts of devices that open the fewest devices, however many nodes they take: what opens nothing
 * first, then the devices that take most workers each.
 */
final class Thrift {
    private Thrift() {}

    /** So many workers more on a node: those that open nothing, or those of one newly opened device. */
    private record Step(int node, int workers, boolean opens, int free) {
        static final Comparator<Step> ORDER = Comparator.comparing(Step::opens)
                .thenComparingInt(step -> -step.workers())
                .thenComparingInt(Step::free)
                .thenComparingInt(Step::node);
    }

    /** Returns the shares, or empty when the range does not take all workers. */
    static Optional<List<Places.Share>> shares(Search search, int role, int workers, Range range) {
        List<Step> steps = new ArrayList<>();
        for (int node = range.first(); node < range.end(); node++) {
            addSteps(search, node, workers, steps);
        }
        steps.sort(Step.ORDER);
        int[] given = new int[range.end() - range.first()];
        int rest = workers;
        for (Step step : steps) {
            int some = Math.min(rest, step.workers());
            given[step.node() - range.first()] += some;
            rest -= some;
        }
        return rest > 0 ? Optional.empty() : Optional.of(shares(role, given, range));
    }

    private static void addSteps(Search search, int node, int workers, List<Step> steps) {
        int fit = search.workers(node, workers);
        int free = search.pool().freeDevices(node);
        int before = 0;
        while (before < fit) {
            int opened = search.opened(node, before + 1);
            int some = before + 1;
            while (some < fit && search.opened(node, some + 1) == opened) {
                some++;
            }
            steps.add(new Step(node, some - before, opened > 0, free));
            before = some;
        }
    }

    private static List<Places.Share> shares(int role, int[] given, Range range) {
        List<Places.Share> shares = new ArrayList<>();
        for (int i = 0; i < given.length; i++) {
            if (given[i] > 0) {
                shares.add(new Places.Share(role, range.first() + i, given[i]));
            }
        }
        return shares;
    }
}
