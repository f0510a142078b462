package io.xisuan.scheduler.preemption;

import io.xisuan.model.JobId;
import io.xisuan.model.TenantId;
import io.xisuan.scheduler.cluster.ClusterState;
import io.xisuan.scheduler.cluster.RunningJob;
import io.xisuan.scheduler.cluster.WorkerPlacement;
import io.xisuan.scheduler.demand.JobRequest;
import io.xisuan.scheduler.placement.Places;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Victims by trying one prefix after the other, each from the state as it is, and sparing one job after the other. */
final class PlainPreemption {
    private final Grounds grounds;
    private final Target target;

    private PlainPreemption(Grounds grounds, Target target) {
        this.grounds = grounds;
        this.target = target;
    }

    record Found(List<JobId> victims, List<WorkerPlacement> workers) {}

    /** Tries the jobs by what they lose a device, and by what they lose in all, and takes what loses less; the first of equals. */
    static Optional<Found> find(Grounds grounds, JobRequest job, Target target) {
        PlainPreemption plain = new PlainPreemption(grounds, target);
        List<RunningJob> byDevice = plain.mayStop(job);
        List<RunningJob> inAll =
                byDevice.stream().sorted(Comparator.comparingLong(plain::harm)).toList();
        Optional<List<RunningJob>> one = plain.stopped(byDevice);
        Optional<List<RunningJob>> other = plain.stopped(inAll);
        boolean otherLess = one.isPresent() && other.isPresent() && plain.isLess(/* one= */ other.get(), /* other= */ one.get());
        return (otherLess ? other : one.or(() -> other)).map(stopped -> new Found(
                stopped.stream().map(RunningJob::job).sorted().toList(),
                plain.workersWithout(stopped).orElseThrow()));
    }

    private boolean isLess(List<RunningJob> one, List<RunningJob> other) {
        int byHarm = Long.compare(harm(one), harm(other));
        return byHarm < 0 || (byHarm == 0 && one.size() < other.size());
    }

    private long harm(List<RunningJob> jobs) {
        return jobs.stream().mapToLong(this::harm).sum();
    }

    private long harm(RunningJob job) {
        return job.allocation().gang().devicesTouched()
                * job.request().interruption().lostMillis(job.startedMillis(), grounds.nowMillis());
    }

    private Optional<List<RunningJob>> stopped(List<RunningJob> may) {
        for (int count = 1; count <= may.size(); count++) {
            List<RunningJob> stopped = new ArrayList<>(may.subList(0, count));
            if (workersWithout(stopped).isPresent()) {
                for (RunningJob last : List.copyOf(stopped).reversed()) {
                    List<RunningJob> fewer = new ArrayList<>(stopped);
                    fewer.remove(last);
                    stopped = workersWithout(fewer).isPresent() ? fewer : stopped;
                }
                return Optional.of(stopped);
            }
        }
        return Optional.empty();
    }

    private List<RunningJob> mayStop(JobRequest job) {
        long now = grounds.nowMillis();
        List<RunningJob> sorted = grounds.state().running().stream()
                .filter(other -> other.request().interruption().preemptible()
                        && other.leavesMillis().isEmpty())
                .filter(other -> other.startedMillis() < now && other.interruptions() < 3)
                .sorted(Comparator.comparingLong((RunningJob other) ->
                                other.request().interruption().lostMillis(other.startedMillis(), now))
                        .thenComparingInt(other -> other.request().priority())
                        .thenComparingLong(other -> -other.startedMillis())
                        .thenComparing(RunningJob::job))
                .toList();
        long demand = job.gang().smallest().devices() * 1000L;
        List<RunningJob> may = new ArrayList<>();
        for (RunningJob other : sorted) {
            if (other.request().priority() < job.priority()
                    || (other.request().priority() == job.priority() && takesBack(job.tenant(), demand, other, may))) {
                may.add(other);
            }
        }
        return may;
    }

    private boolean takesBack(TenantId tenant, long demand, RunningJob other, List<RunningJob> before) {
        before.forEach(gone -> grounds.quotas().release(gone.request().tenant(), milli(gone)));
        boolean reclaim =
                grounds.quotas().isReclaim(tenant, demand, other.request().tenant(), milli(other));
        before.forEach(gone -> grounds.quotas().hold(gone.request().tenant(), milli(gone)));
        return reclaim;
    }

    private static long milli(RunningJob job) {
        return job.allocation().gang().devices() * 1000L;
    }

    private Optional<List<WorkerPlacement>> workersWithout(List<RunningJob> stopped) {
        ClusterState state = grounds.state();
        int mark = state.checkpoint();
        stopped.forEach(job -> state.end(job.job()));
        Optional<Places> places = grounds.placement().place(target.pool(), target.wish(), target.limit());
        Optional<List<WorkerPlacement>> workers = places.map(found -> found.workers(target.pool()));
        state.rollback(mark);
        return workers;
    }
}
