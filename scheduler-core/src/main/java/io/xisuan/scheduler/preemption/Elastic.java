package io.xisuan.scheduler.preemption;

import io.xisuan.scheduler.cluster.Allocation;
import io.xisuan.scheduler.cluster.ClusterState;
import io.xisuan.scheduler.cluster.Pool;
import io.xisuan.scheduler.cluster.RunningJob;
import io.xisuan.scheduler.cluster.WorkerPlacement;
import io.xisuan.scheduler.demand.Gang;
import io.xisuan.scheduler.demand.JobRequest;
import io.xisuan.scheduler.demand.Role;
import io.xisuan.scheduler.demand.Times;
import io.xisuan.scheduler.demand.TopologyLevel;
import io.xisuan.scheduler.demand.TopologyWish;
import io.xisuan.scheduler.demand.Variant;
import io.xisuan.scheduler.placement.NodeLimit;
import io.xisuan.scheduler.placement.PlacementWish;
import io.xisuan.scheduler.placement.Places;
import io.xisuan.scheduler.reservation.Future;
import io.xisuan.scheduler.reservation.Skyline;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * Running elastic jobs that go on with more workers, or with fewer.
 *
 * <p>Workers that stay keep their places and their order; of the elastic role those of the highest ranks go, and new ones follow the last.
 */
public final class Elastic {
    private final Grounds grounds;
    private final Future future;

    public Elastic(Grounds grounds, Future future) {
        this.grounds = grounds;
        this.future = future;
    }

    /**
     * A job with another number of workers.
     *
     * @param allocation what it will hold
     * @param expectedEndMillis of the rest of its work with so many workers, after a restart
     * @param costDeviceMillis what its restart costs the devices that it gives up; 0 when it grows
     */
    public record Resized(RunningJob job, Allocation allocation, long expectedEndMillis, long costDeviceMillis) {
        public int workersBefore() {
            return job.allocation().gang().workers();
        }

        /** Returns the job as it runs on from now. */
        public RunningJob running() {
            return new RunningJob(
                    job.request(),
                    allocation,
                    job.startedMillis(),
                    expectedEndMillis,
                    job.leavesMillis(),
                    job.interruptions());
        }
    }

    /** Room made by shrinking, the jobs in the order of their ids, and the places of the gang that it was made for. */
    public record Shrunk(Target target, List<WorkerPlacement> workers, List<Resized> resized, long costDeviceMillis) {
        public Shrunk {
            workers = List.copyOf(workers);
            resized = List.copyOf(resized);
        }
    }

    /** Says whether a running job could go on with other numbers of workers. */
    public static boolean isElastic(RunningJob job) {
        return job.request().gang().isElastic() && job.leavesMillis().isEmpty();
    }

    /**
     * Returns the job with as many more workers as find room beside it until it ends, within its tenant's limits; empty when none do,
     * or when it would not end earlier by more than the restart takes.
     */
    public Optional<Resized> grown(Pool pool, RunningJob job) {
        if (!isElastic(job)) {
            return Optional.empty();
        }
        Role role = elastic(job.request().gang());
        long most = role.maxWorkers() - (long) elasticWorkers(job);
        if (role.shape().wholeDevices() > 0) {
            most = Math.min(most, pool.sellableDevices() / role.shape().wholeDevices());
        }
        for (int more = (int) most; more > 0; more--) {
            long endMillis = endMillis(job, job.allocation().gang().workers() + more);
            if (job.expectedEndMillis() - endMillis
                    <= job.request().interruption().restartMillis()) {
                break; // Fewer pay still less.
            }
            Optional<List<WorkerPlacement>> places = more(pool, job, more, endMillis);
            if (places.isPresent()) {
                return Optional.of(resized(job, withMore(job, places.get()), 0));
            }
        }
        return Optional.empty();
    }

    private Optional<List<WorkerPlacement>> more(Pool pool, RunningJob job, int more, long endMillis) {
        Gang added = Gang.of(more, elastic(job.request().gang()).shape());
        JobRequest request = job.request();
        long runMillis = endMillis - grounds.nowMillis();
        Skyline skyline = future.skyline(pool);
        boolean isOver = grounds.quotas()
                .check(request.tenant(), grounds.totals().milli(added, pool.type()))
                .isPresent();
        if (isOver || !skyline.maySell(added, runMillis)) {
            return Optional.empty();
        }
        PlacementWish wish = new PlacementWish(
                added, variant(job), TopologyWish.SITE, request.wishes().avoided());
        Optional<Places> places = grounds.placement().place(pool, wish, nearby(pool, job, skyline.limit(runMillis)));
        return places.map(found -> found.workers(pool));
    }

    /** Keeps new workers within the domain that the job must not leave. */
    private NodeLimit nearby(Pool pool, RunningJob job, NodeLimit limit) {
        TopologyWish topology = job.request().wishes().topology();
        if (!topology.required() || topology.level() == TopologyLevel.SITE) {
            return limit;
        }
        int first = grounds.state()
                .nodeOf(pool.site(), job.allocation().workers().getFirst().node());
        int domain = pool.domain(topology.level(), first);
        return (node, shape, most) ->
                pool.domain(topology.level(), node) == domain ? limit.workers(node, shape, most) : 0;
    }

    /**
     * Returns the shrinking of least cost after which the target's gang fits, or empty when none suffices. Only jobs of no higher
     * priority give up workers; each keeps as many as it can, and none so few that it ends after its deadline or delays what is reserved.
     */
    public Optional<Shrunk> shrunk(JobRequest claimant, Target target) {
        List<RunningJob> jobs = PoolJobs.of(
                target.pool(),
                job -> isElastic(job)
                        && job.startedMillis() < grounds.nowMillis()
                        && job.request().priority() <= claimant.priority()
                        && spare(job) > 0);
        jobs.sort(Comparator.comparingLong(
                        (RunningJob job) -> job.request().interruption().restartMillis())
                .thenComparingInt(job -> job.request().priority())
                .thenComparing(
                        Comparator.comparingLong(RunningJob::startedMillis).reversed())
                .thenComparing(RunningJob::job));
        ClusterState state = grounds.state();
        int mark = state.checkpoint();
        try {
            List<Resized> resized = enough(jobs, target);
            return fits(target) ? Optional.of(spared(resized, target)) : Optional.empty();
        } finally {
            state.rollback(mark);
        }
    }

    /** Shrinks one job after the other to its fewest workers until the gang fits. */
    private List<Resized> enough(List<RunningJob> jobs, Target target) {
        List<Resized> resized = new ArrayList<>();
        for (RunningJob job : jobs) {
            if (fits(target)) {
                break;
            }
            mostHarmless(job, target.pool()).ifPresent(fewest -> {
                resized.add(fewest);
                resize(job, fewest.running());
            });
        }
        return resized;
    }

    /** Returns the job with the fewest workers with which it keeps its deadline and delays nothing; empty when it can give up none. */
    private Optional<Resized> mostHarmless(RunningJob job, Pool pool) {
        for (int givenUp = spare(job); givenUp > 0; givenUp--) {
            Resized fewer = fewer(job, givenUp);
            if (isHarmless(fewer, job, pool)) {
                return Optional.of(fewer);
            }
        }
        return Optional.empty();
    }

    /** Says whether it may be resized so; the job runs as given. */
    private boolean isHarmless(Resized resized, RunningJob running, Pool pool) {
        JobRequest request = resized.job().request();
        if (resized.expectedEndMillis() > request.times().deadlineMillis().orElse(Long.MAX_VALUE)) {
            return false;
        }
        int mark = grounds.state().checkpoint();
        resize(running, resized.running());
        boolean delays = future.skyline(pool).wouldDelay(resized.job(), resized.running());
        grounds.state().rollback(mark);
        return !delays;
    }

    /** Gives back to each job, the last first, what the gang can do without. */
    private Shrunk spared(List<Resized> resized, Target target) {
        List<Resized> kept = new ArrayList<>();
        long cost = 0;
        for (Resized smallest : resized.reversed()) {
            RunningJob job = smallest.job();
            int most = elasticWorkers(job) - elasticWorkers(smallest.running());
            int needed = most;
            int tooFew = -1;
            while (tooFew + 1 < needed) {
                int middle = tooFew + (needed - tooFew) / 2;
                if (fitsWith(job, middle, smallest, target)) {
                    needed = middle;
                } else {
                    tooFew = middle;
                }
            }
            // Fewer workers to give up may leave it on places that are reserved.
            while (needed > 0 && needed < most && !isHarmless(fewer(job, needed), smallest.running(), target.pool())) {
                needed++;
            }
            if (needed > 0) {
                kept.add(fewer(job, needed));
                cost = DeviceTime.plus(cost, kept.getLast().costDeviceMillis());
            }
            resize(smallest.running(), needed == 0 ? job : fewer(job, needed).running());
        }
        kept.sort(Comparator.comparing(each -> each.job().job()));
        List<WorkerPlacement> workers =
                target.places(grounds.placement()).orElseThrow().workers(target.pool());
        return new Shrunk(target, workers, kept, cost);
    }

    private boolean fitsWith(RunningJob job, int givenUp, Resized smallest, Target target) {
        int mark = grounds.state().checkpoint();
        resize(smallest.running(), givenUp == 0 ? job : fewer(job, givenUp).running());
        boolean fits = fits(target);
        grounds.state().rollback(mark);
        return fits;
    }

    private void resize(RunningJob before, RunningJob after) {
        grounds.state().end(before.job());
        grounds.state().resume(after);
    }

    private boolean fits(Target target) {
        return target.places(grounds.placement()).isPresent();
    }

    /** Returns how many workers the job can give up. */
    private static int spare(RunningJob job) {
        return elasticWorkers(job) - elastic(job.request().gang()).minWorkers();
    }

    private static Role elastic(Gang gang) {
        return gang.roles().stream()
                .filter(Role::isElastic)
                .findFirst()
                .orElse(gang.roles().getFirst());
    }

    private static int elasticWorkers(RunningJob job) {
        return job.allocation().gang().workers()
                - othersThan(elastic(job.request().gang()), job.request().gang());
    }

    private static int othersThan(Role role, Gang gang) {
        return gang.workers() - role.maxWorkers();
    }

    /** Returns the rank after the last of the elastic role. */
    private static int elasticEnd(RunningJob job) {
        int end = 0;
        for (Role role : job.request().gang().roles()) {
            if (role.isElastic()) {
                return end + elasticWorkers(job);
            }
            end += role.maxWorkers();
        }
        return end;
    }

    private static Allocation withMore(RunningJob job, List<WorkerPlacement> added) {
        List<WorkerPlacement> workers = new ArrayList<>(job.allocation().workers());
        workers.addAll(elasticEnd(job), added);
        return allocation(job, elasticWorkers(job) + added.size(), workers);
    }

    private Resized fewer(RunningJob job, int givenUp) {
        int end = elasticEnd(job);
        List<WorkerPlacement> workers = new ArrayList<>(job.allocation().workers());
        workers.subList(end - givenUp, end).clear();
        Role role = elastic(job.request().gang());
        int devices = givenUp
                * (role.shape().accelerators().isPart() ? 1 : role.shape().wholeDevices());
        return resized(
                job,
                allocation(job, elasticWorkers(job) - givenUp, workers),
                DeviceTime.of(devices, job.request().interruption().restartMillis()));
    }

    private Resized resized(RunningJob job, Allocation after, long costDeviceMillis) {
        return new Resized(job, after, endMillis(job, after.gang().workers()), costDeviceMillis);
    }

    /** Returns when the job ends with so many workers in all: the rest of its work takes as much longer as they become fewer. */
    private long endMillis(RunningJob job, int workers) {
        long left = Math.min(Times.MAX_RUN_MILLIS, Math.max(0, job.expectedEndMillis() - grounds.nowMillis()));
        long work = DeviceTime.of(job.allocation().gang().workers(), left);
        long runs = Math.min(Times.MAX_RUN_MILLIS, Math.ceilDiv(work, workers));
        return grounds.nowMillis() + job.request().interruption().restartMillis() + runs;
    }

    private static Allocation allocation(RunningJob job, int elasticWorkers, List<WorkerPlacement> workers) {
        List<WorkerPlacement> ranked = new ArrayList<>();
        for (WorkerPlacement worker : workers) {
            ranked.add(
                    new WorkerPlacement(ranked.size(), worker.node(), worker.devices(), worker.slot(), worker.start()));
        }
        Allocation before = job.allocation();
        Gang gang = job.request().gang().sized(elasticWorkers);
        return new Allocation(before.job(), before.site(), before.type(), gang, ranked);
    }

    private static Variant variant(RunningJob job) {
        return job.request().variants().stream()
                .filter(each -> each.type().equals(job.allocation().type()))
                .findFirst()
                .orElse(Variant.of(job.allocation().type()));
    }
}
