package io.xisuan.scheduler;

import static org.assertj.core.api.Assertions.assertThat;

import io.xisuan.model.JobId;
import io.xisuan.scheduler.cluster.ClusterState;
import io.xisuan.scheduler.cluster.Pool;
import io.xisuan.scheduler.cluster.RunningJob;
import io.xisuan.scheduler.demand.JobRequest;
import io.xisuan.scheduler.demand.QueueOrder;
import io.xisuan.scheduler.plan.Decision;
import io.xisuan.scheduler.plan.Plan;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** Cycle after cycle over random situations in which every job ends when expected: what must hold throughout. */
class SchedulerHistoriesTest {
    private static final int HISTORIES = 500;

    @Test
    void the_first_in_line_starts_no_later_than_it_was_told() {
        int promises = 0;
        for (long seed = 1; seed <= HISTORIES; seed++) {
            promises += history(seed, 1);
        }
        assertThat(promises).as("promises kept").isGreaterThan(200);
    }

    @Test
    void with_many_reservations_no_job_starves_and_no_site_is_overdrawn() {
        for (long seed = 1; seed <= HISTORIES; seed++) {
            history(seed, 100);
        }
    }

    /** Runs until nothing more happens; returns how many jobs were told a time and kept it. */
    private static int history(long seed, int reservations) {
        Scheduler.Situation first = Scenario.of(String.join("\n", RandomSituation.of(new SplittableRandom(seed))))
                .situation();
        PlanOptions options = new PlanOptions(QueueOrder.PRIORITY, reservations, Integer.MAX_VALUE, true);
        Map<JobId, Long> promised = new TreeMap<>();
        Scheduler.Situation now = first;
        int kept = 0;
        while (true) {
            Plan plan = Scheduler.plan(now, options);
            for (Decision.Start start : plan.starts()) {
                Long promise = promised.get(start.job());
                if (promise != null) {
                    assertThat(plan.atMillis()).as("seed %d: %s", seed, start).isLessThanOrEqualTo(promise);
                    kept++;
                }
            }
            remember(plan, promised);
            List<RunningJob> running = started(now, plan);
            assertNothingOverdrawn(now.state(), seed);
            if (running.isEmpty()) {
                assertThat(plan.decisions().stream().filter(Decision.Wait.class::isInstance))
                        .as("seed %d: waits though all is idle and a time was given", seed)
                        .noneMatch(decision ->
                                ((Decision.Wait) decision).etaMillis().isPresent());
                return kept;
            }
            now = next(now, plan, running);
        }
    }

    /** Keeps the first promise to the first job in line; the others' depend on where those before them start. */
    private static void remember(Plan plan, Map<JobId, Long> promised) {
        plan.decisions().stream()
                .filter(Decision.Wait.class::isInstance)
                .map(Decision.Wait.class::cast)
                .filter(wait -> wait.etaMillis().isPresent())
                .limit(1)
                .forEach(wait ->
                        promised.putIfAbsent(wait.job(), wait.etaMillis().orElseThrow()));
    }

    private static List<RunningJob> started(Scheduler.Situation now, Plan plan) {
        for (Decision.Start start : plan.starts()) {
            now.state()
                    .start(RunningJob.of(
                            start.request(), start.allocation(), now.nowMillis(), start.expectedEndMillis()));
        }
        return now.state().running();
    }

    private static void assertNothingOverdrawn(ClusterState state, long seed) {
        for (Pool pool : state.pools()) {
            assertThat(pool.soldDevices() + pool.freeDevices() + pool.backgroundDevices())
                    .as("seed %d: devices of %s", seed, pool)
                    .isEqualTo(pool.totalDevices());
        }
    }

    private static Scheduler.Situation next(Scheduler.Situation now, Plan plan, List<RunningJob> running) {
        long nextEnd =
                running.stream().mapToLong(RunningJob::expectedEndMillis).min().orElseThrow();
        running.stream()
                .filter(job -> job.expectedEndMillis() == nextEnd)
                .forEach(job -> now.state().end(job.job()));
        List<JobId> started = plan.starts().stream().map(Decision.Start::job).toList();
        List<JobRequest> queue =
                now.queue().stream().filter(job -> !started.contains(job.id())).toList();
        return new Scheduler.Situation(now.state(), queue, now.costs(), nextEnd);
    }
}
