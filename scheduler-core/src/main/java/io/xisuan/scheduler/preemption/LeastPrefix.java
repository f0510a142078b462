package io.xisuan.scheduler.preemption;

import io.xisuan.scheduler.cluster.ClusterState;
import io.xisuan.scheduler.cluster.Pool;
import io.xisuan.scheduler.cluster.WorkerPlacement;
import io.xisuan.scheduler.placement.Placement;
import io.xisuan.scheduler.placement.Places;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;

/**
 * The search for the fewest jobs, from the first of a list on, without which a gang has places in a pool; then those are spared
 * that it does not need, the worst first.
 *
 * <p>Doubling and halving instead of one by one, as KAI-Scheduler searches victims. The first guess counts devices: fewer jobs than
 * free enough of them cannot do.
 */
final class LeastPrefix {
    private final ClusterState state;
    private final Placement placement;
    private final Target target;
    private final List<Stoppable> jobs;

    LeastPrefix(ClusterState state, Placement placement, Target target, List<Stoppable> jobs) {
        this.state = state;
        this.placement = placement;
        this.target = target;
        this.jobs = jobs;
    }

    /** The jobs to stop, in the order of the list, and the gang's places without them. */
    record Found(List<Stoppable> stopped, List<WorkerPlacement> workers) {}

    Optional<Found> find() {
        int least = leastByDevices();
        if (least > jobs.size()) {
            return Optional.empty();
        }
        try (Stopping stopping = new Stopping(state, jobs)) {
            int count = smallest(least, stopping);
            if (count > jobs.size()) {
                return Optional.empty();
            }
            stopping.stopFirst(count);
            return Optional.of(pruned(count));
        }
    }

    /** Returns how many jobs must go at least for the gang's whole devices; more than there are when all are too few. */
    private int leastByDevices() {
        long devices = target.pool().sellableDevices();
        int count = 0;
        while (devices < target.gang().devices() && count < jobs.size()) {
            devices += jobs.get(count).devices();
            count++;
        }
        return devices < target.gang().devices() ? jobs.size() + 1 : Math.max(1, count);
    }

    private int smallest(int least, Stopping stopping) {
        int fits = least;
        int not = least - 1;
        while (!fitsWithout(fits, stopping)) {
            if (fits == jobs.size()) {
                return jobs.size() + 1;
            }
            not = fits;
            fits = (int) Math.min(jobs.size(), 2L * fits);
        }
        while (not + 1 < fits) {
            int middle = not + (fits - not) / 2;
            if (fitsWithout(middle, stopping)) {
                fits = middle;
            } else {
                not = middle;
            }
        }
        return fits;
    }

    private boolean fitsWithout(int count, Stopping stopping) {
        if (count > jobs.size()) {
            return false;
        }
        stopping.stopFirst(count);
        return places().isPresent();
    }

    private Optional<Places> places() {
        return target.places(placement);
    }

    /** The first so many are gone: brings back, from the last on, whom the gang can do with. */
    private Found pruned(int count) {
        Places best = places().orElseThrow();
        BitSet used = nodes(best);
        List<Stoppable> stopped = new ArrayList<>();
        for (int i = count - 1; i >= 0; i--) {
            Stoppable job = jobs.get(i);
            Optional<Places> without = mustGo(job) ? Optional.empty() : placesWith(job, best, used);
            if (without.isEmpty()) {
                stopped.add(job);
            } else if (!without.get().equals(best)) {
                best = without.get();
                used = nodes(best);
            }
        }
        Places last = places().orElse(best);
        return new Found(stopped.reversed(), last.workers(target.pool()));
    }

    /** Says whether the devices alone show that the gang does not fit beside the job. */
    private boolean mustGo(Stoppable job) {
        boolean whole = job.devices() == job.job().allocation().gang().devices();
        return whole
                && target.pool().unsoldDevices() - job.devices() < target.gang().devices();
    }

    /** Brings a job back and returns the gang's places beside it; empty, and the job is gone again, when there are none. */
    private Optional<Places> placesWith(Stoppable job, Places best, BitSet used) {
        Pool pool = target.pool();
        state.resume(job.job());
        boolean stay = !target.hasParts()
                && target.maySell().getAsBoolean()
                && pool.sellableDevices() >= target.gang().devices()
                && !touches(job, used);
        Optional<Places> places = stay ? Optional.of(best) : places();
        if (places.isEmpty()) {
            state.end(job.id());
        }
        return places;
    }

    private boolean touches(Stoppable job, BitSet used) {
        for (WorkerPlacement worker : job.job().allocation().workers()) {
            if (used.get(state.nodeOf(target.pool().site(), worker.node()))) {
                return true;
            }
        }
        return false;
    }

    private static BitSet nodes(Places places) {
        BitSet nodes = new BitSet();
        places.shares().forEach(share -> nodes.set(share.node()));
        return nodes;
    }
}
