package io.xisuan.scheduler.preemption;

import static org.assertj.core.api.Assertions.assertThat;

import io.xisuan.model.NodeName;
import io.xisuan.model.TenantId;
import io.xisuan.scheduler.cluster.Allocation;
import io.xisuan.scheduler.cluster.RunningJob;
import io.xisuan.scheduler.cluster.WorkerPlacement;
import io.xisuan.scheduler.demand.Gang;
import io.xisuan.scheduler.demand.Interruption;
import io.xisuan.scheduler.demand.JobRequest;
import io.xisuan.scheduler.demand.TopologyLevel;
import io.xisuan.scheduler.demand.TopologyWish;
import io.xisuan.scheduler.demand.Wishes;
import io.xisuan.scheduler.fairness.Queue;
import io.xisuan.scheduler.placement.NodeLimit;
import io.xisuan.scheduler.placement.Placement;
import io.xisuan.scheduler.placement.Places;
import io.xisuan.scheduler.plan.Victim;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** Preemption over seeded random clusters and histories. */
class PreemptionHistoriesTest {
    private static final List<String> TENANTS = List.of("a", "b", "c", "d");

    @Test
    void fast_and_plain_search_agree() {
        int found = 0;
        int several = 0;
        for (long seed = 1; seed <= 1500; seed++) {
            SplittableRandom random = new SplittableRandom(seed);
            Stage stage = filled(random);
            JobRequest job = random(random, "a99", 3).withPriority(random.nextInt(4));
            if (random.nextInt(4) == 0) {
                job = job.withWishes(Wishes.NONE.near(new TopologyWish(TopologyLevel.RACK, true)));
            }
            Grounds grounds = stage.grounds();
            Target target = stage.target(job);
            Optional<PlainPreemption.Found> plain =
                    fits(grounds, target) ? Optional.empty() : PlainPreemption.find(grounds, job, target);
            Optional<Preemption.Found> fast = fits(grounds, target)
                    ? Optional.empty()
                    : new Preemption(grounds).find(job, List.of(target), Budget.NONE);
            assertThat(fast.map(f -> new PlainPreemption.Found(
                            f.victims().stream().map(Victim::job).toList(), f.workers())))
                    .as("seed %d", seed)
                    .isEqualTo(plain);
            found += fast.isPresent() ? 1 : 0;
            several += fast.filter(f -> f.victims().size() > 1).isPresent() ? 1 : 0;
        }
        assertThat(found).isGreaterThan(400);
        assertThat(several).isGreaterThan(100);
    }

    private static boolean fits(Grounds grounds, Target target) {
        return grounds.placement()
                .place(target.pool(), target.wish(), target.limit())
                .isPresent();
    }

    /** Returns four to eight nodes full of jobs of several tenants, of whom two have guarantees. */
    static Stage filled(SplittableRandom random) {
        int nodes = random.nextInt(4, 9);
        Stage stage = new Stage(nodes);
        stage.queue(Queue.of(new TenantId("a")).withGuarantee(random.nextInt(nodes + 1) * 4000L));
        stage.queue(Queue.of(new TenantId("b")).withGuarantee(random.nextInt(nodes + 1) * 2000L));
        for (int number = 0; number < 4 * nodes; number++) {
            JobRequest job = random(random, TENANTS.get(random.nextInt(4)) + number, 3);
            if (random.nextInt(6) == 0) {
                job = job.withInterruption(Interruption.NONE);
            }
            place(stage, job, random.nextLong(1, 100), random.nextInt(4));
        }
        if (random.nextInt(3) == 0) {
            stage.state.setCordoned(Stage.SITE, new NodeName("n" + random.nextInt(nodes)), true);
        }
        return stage;
    }

    private static JobRequest random(SplittableRandom random, String name, int priorities) {
        int workers = random.nextInt(3) > 0 ? 1 : random.nextInt(2, 4);
        return Stage.job(name, Gang.ofDevices(workers, 1 << random.nextInt(4)))
                .withPriority(random.nextInt(priorities))
                .withInterruption(new Interruption(true, random.nextInt(2) * 7L * Stage.MINUTE, 0, 1000));
    }

    private static boolean place(Stage stage, JobRequest job, long minutes, int interruptions) {
        Optional<Places> places =
                new Placement(stage.state).place(stage.pool(), stage.target(job).wish(), NodeLimit.NONE);
        places.ifPresent(found -> start(stage, job, found.workers(stage.pool()), minutes, interruptions));
        return places.isPresent();
    }

    private static void start(
            Stage stage, JobRequest job, List<WorkerPlacement> workers, long minutes, int interruptions) {
        stage.state.start(new RunningJob(
                job,
                new Allocation(job.id(), Stage.SITE, Stage.TYPE, job.gang(), workers),
                Stage.NOW - minutes * Stage.MINUTE,
                Stage.NOW + Stage.MINUTE,
                OptionalLong.empty(),
                interruptions));
    }

    /** Nobody ends and nobody is spared for having been stopped: whoever can start or stop others does, until none can. */
    @Test
    void without_ends_stopping_comes_to_rest_and_no_two_jobs_stop_each_other() {
        int preemptions = 0;
        for (long seed = 1; seed <= 400; seed++) {
            SplittableRandom random = new SplittableRandom(seed);
            Stage stage = filled(random);
            List<JobRequest> waiting = new ArrayList<>();
            for (int number = 50; number < 65; number++) {
                waiting.add(random(random, TENANTS.get(random.nextInt(4)) + number, 3));
            }
            Set<String> stopped = new HashSet<>();
            int turns = 0;
            while (turn(stage, waiting, stopped, seed)) {
                assertThat(++turns).as("seed %d: turns", seed).isLessThan(2000);
            }
            preemptions += stopped.size();
        }
        assertThat(preemptions).isGreaterThan(500);
    }

    private static boolean turn(Stage stage, List<JobRequest> waiting, Set<String> stopped, long seed) {
        for (JobRequest job : List.copyOf(waiting)) {
            if (place(stage, job, 1, 0)) {
                waiting.remove(job);
                return true;
            }
            Optional<Preemption.Found> found = stage.preempt(job);
            if (found.isPresent()) {
                for (Victim victim : found.get().victims()) {
                    stopped.add(job.id().name() + ">" + victim.job().name());
                    assertThat(stopped)
                            .as("seed %d", seed)
                            .doesNotContain(victim.job().name() + ">" + job.id().name());
                    waiting.add(stage.state.end(victim.job()).request());
                }
                start(stage, job, found.get().workers(), 1, 0);
                waiting.remove(job);
                return true;
            }
        }
        return false;
    }

    /** Jobs end, come again after being stopped, and are spared after the third time. */
    @Test
    void every_history_ends_and_nobody_is_stopped_a_fourth_time() {
        int preemptions = 0;
        for (long seed = 1; seed <= 150; seed++) {
            preemptions += history(new SplittableRandom(seed), seed);
        }
        assertThat(preemptions).isGreaterThan(300);
    }

    private static int history(SplittableRandom random, long seed) {
        Stage stage = filled(random);
        TreeMap<String, Integer> times = new TreeMap<>();
        List<JobRequest> waiting = new ArrayList<>();
        int preemptions = 0;
        int arrivals = 40;
        for (int step = 0; arrivals > 0 || stage.state.runningCount() > 0; step++) {
            assertThat(step).as("seed %d: steps", seed).isLessThan(5000);
            if (arrivals > 0 && random.nextBoolean()) {
                arrivals--;
                waiting.add(random(random, TENANTS.get(random.nextInt(4)) + (100 + arrivals), 3));
            }
            preemptions += step(stage, waiting, times, seed);
            List<RunningJob> running = stage.state.running();
            if (!running.isEmpty() && random.nextInt(3) == 0) {
                stage.state.end(running.get(random.nextInt(running.size())).job());
            }
            if (arrivals == 0 && stage.state.runningCount() == 0) {
                preemptions += step(stage, waiting, times, seed);
            }
        }
        for (JobRequest job : waiting) {
            assertThat(place(stage, job, 1, 0))
                    .as("seed %d: %s waits for nothing", seed, job.id())
                    .isFalse();
        }
        return preemptions;
    }

    private static int step(Stage stage, List<JobRequest> waiting, Map<String, Integer> times, long seed) {
        int preemptions = 0;
        for (JobRequest job : List.copyOf(waiting)) {
            int before = times.getOrDefault(job.id().name(), 0);
            if (place(stage, job, 1, before)) {
                waiting.remove(job);
                continue;
            }
            Optional<Preemption.Found> found = stage.preempt(job);
            if (found.isEmpty()) {
                continue;
            }
            for (Victim victim : found.get().victims()) {
                int count = times.merge(victim.job().name(), 1, Integer::sum);
                assertThat(count).as("seed %d: %s", seed, victim).isLessThanOrEqualTo(3);
                waiting.add(stage.state.end(victim.job()).request());
                preemptions++;
            }
            start(stage, job, found.get().workers(), 1, before);
            waiting.remove(job);
        }
        return preemptions;
    }
}
