package io.xisuan.scheduler.preemption;

import static org.assertj.core.api.Assertions.assertThat;

import io.xisuan.model.NodeName;
import io.xisuan.model.TenantId;
import io.xisuan.scheduler.cluster.Allocation;
import io.xisuan.scheduler.cluster.RunningJob;
import io.xisuan.scheduler.cluster.WorkerPlacement;
import io.xisuan.scheduler.demand.Accelerators;
import io.xisuan.scheduler.demand.Gang;
import io.xisuan.scheduler.demand.Interruption;
import io.xisuan.scheduler.demand.JobRequest;
import io.xisuan.scheduler.demand.Role;
import io.xisuan.scheduler.demand.TopologyLevel;
import io.xisuan.scheduler.demand.TopologyWish;
import io.xisuan.scheduler.demand.Wishes;
import io.xisuan.scheduler.demand.WorkerShape;
import io.xisuan.scheduler.fairness.Queue;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ElasticTest {
    private static final WorkerShape FOUR = WorkerShape.of(new Accelerators.Whole(4), 0, 0);

    private static JobRequest elastic(String name, int min, int max) {
        return Stage.job(name, new Gang(List.of(new Role(Gang.WORKER, min, max, FOUR))));
    }

    private static String nodes(Allocation allocation) {
        return String.join(
                " ",
                allocation.workers().stream()
                        .map(worker -> worker.node().value())
                        .toList());
    }

    private static String grown(Stage stage, RunningJob job) {
        return new Elastic(stage.grounds(), stage.future())
                .grown(stage.pool(), job)
                .map(resized -> nodes(resized.allocation()))
                .orElse("-");
    }

    @Test
    void a_job_grows_into_what_is_free_and_its_workers_stay() {
        Stage stage = new Stage(2);
        RunningJob job = stage.runs(elastic("a1", 1, 8), 10, "n1");
        Elastic.Resized resized = new Elastic(stage.grounds(), stage.future())
                .grown(stage.pool(), job)
                .orElseThrow();
        assertThat(nodes(resized.allocation())).startsWith("n1 ").hasSize("n1 n1 n0 n0".length());
        assertThat(resized.allocation().workers())
                .extracting(WorkerPlacement::rank)
                .containsExactly(0, 1, 2, 3);
        assertThat(resized.expectedEndMillis()).isEqualTo(Stage.NOW + 150 * Stage.MINUTE);
        assertThat(resized.workersBefore()).isEqualTo(1);
    }

    @Test
    void it_grows_no_further_than_it_makes_use_of_or_its_tenant_may_hold() {
        Stage stage = new Stage(2);
        assertThat(grown(stage, stage.runs(elastic("a1", 1, 2), 10, "n1"))).isEqualTo("n1 n1");
        stage.queue(Queue.of(new TenantId("b")).withLimit(8000));
        assertThat(grown(stage, stage.runs(elastic("b1", 1, 3), 10, "n0"))).isEqualTo("n0 n0");
        assertThat(grown(stage, stage.runs(Stage.job("c1", 1, 4), 10, "n0"))).isEqualTo("-");
    }

    @Test
    void it_stays_within_the_rack_that_it_must_not_leave() {
        Stage stage = new Stage(4);
        JobRequest near = elastic("a1", 1, 8).withWishes(Wishes.NONE.near(new TopologyWish(TopologyLevel.RACK, true)));
        assertThat(grown(stage, stage.runs(near, 10, "n3"))).matches("n3( n[23]){3}");
    }

    @Test
    void new_workers_of_a_role_come_before_those_of_the_next() {
        Stage stage = new Stage(2);
        Gang gang = new Gang(List.of(
                new Role("worker", 1, 2, FOUR),
                new Role("last", 1, 1, WorkerShape.of(new Accelerators.Whole(2), 0, 0))));
        JobRequest request = Stage.job("a1", gang);
        Gang small = gang.sized(1);
        RunningJob job = RunningJob.of(
                request,
                new Allocation(
                        request.id(),
                        Stage.SITE,
                        Stage.TYPE,
                        small,
                        List.of(
                                new WorkerPlacement(0, new NodeName("n0"), 4),
                                new WorkerPlacement(1, new NodeName("n0"), 2))),
                0,
                Stage.NOW + Stage.MINUTE);
        stage.state.start(job);
        assertThat(grown(stage, job)).isEqualTo("n0 n1 n0");
    }

    private static Optional<Elastic.Shrunk> shrunk(Stage stage, JobRequest claimant) {
        return new Elastic(stage.grounds(), stage.future()).shrunk(claimant, stage.target(claimant));
    }

    @Test
    void the_highest_ranks_go_and_only_as_many_as_must() {
        Stage stage = new Stage(2);
        stage.runs(
                elastic("a1", 1, 4).withInterruption(new Interruption(false, 0, 0, 3 * Stage.MINUTE)),
                10,
                "n0",
                "n0",
                "n1",
                "n1");
        Elastic.Shrunk found = shrunk(stage, Stage.job("w", 1, 4)).orElseThrow();
        assertThat(nodes(found.resized().getFirst().allocation())).isEqualTo("n0 n0 n1");
        assertThat(found.costDeviceMillis()).isEqualTo(4 * 3 * Stage.MINUTE);
        assertThat(found.workers().getFirst().node().value()).isEqualTo("n1");
        assertThat(shrunk(stage, Stage.job("w", 3, 4))
                        .orElseThrow()
                        .resized()
                        .getFirst()
                        .allocation()
                        .workers())
                .hasSize(1);
        assertThat(shrunk(stage, Stage.job("w", 4, 4)))
                .as("its fewest workers stay")
                .isEmpty();
    }

    @Test
    void who_restarts_soonest_shrinks_and_a_higher_priority_never() {
        Stage stage = new Stage(2);
        stage.runs(elastic("a1", 1, 2).withInterruption(new Interruption(true, 0, 0, 9)), 10, "n0", "n0");
        stage.runs(elastic("b1", 1, 2).withInterruption(new Interruption(true, 0, 0, 5)), 10, "n1", "n1");
        assertThat(shrunk(stage, Stage.job("w", 1, 4))
                        .orElseThrow()
                        .resized()
                        .getFirst()
                        .job()
                        .job()
                        .name())
                .isEqualTo("b1");
        assertThat(shrunk(stage, Stage.job("w", 2, 4)).orElseThrow().resized()).hasSize(2);
        assertThat(shrunk(stage, Stage.job("w", 1, 4).withPriority(-1))).isEmpty();
        assertThat(stage.state.running().getFirst().allocation().workers()).hasSize(2);
    }
}
