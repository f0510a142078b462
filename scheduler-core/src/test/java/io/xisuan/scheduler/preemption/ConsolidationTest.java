package io.xisuan.scheduler.preemption;

import static org.assertj.core.api.Assertions.assertThat;

import io.xisuan.model.NodeName;
import io.xisuan.scheduler.cluster.RunningJob;
import io.xisuan.scheduler.cluster.WorkerPlacement;
import io.xisuan.scheduler.demand.Interruption;
import io.xisuan.scheduler.demand.JobRequest;
import io.xisuan.scheduler.placement.PlacementWish;
import io.xisuan.scheduler.reservation.Future;
import io.xisuan.scheduler.reservation.Skyline;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class ConsolidationTest {
    private static Optional<Consolidation.Found> find(Stage stage, JobRequest job, OptionalLong eta) {
        return new Consolidation(stage.grounds(), stage.future()).find(job, List.of(stage.target(job)), eta);
    }

    /** Two nodes, each half held by a job that may be interrupted: no node is free for a worker of eight. */
    private static Stage scattered() {
        Stage stage = new Stage(2);
        stage.runs(Stage.job("a1", 1, 4).withPriority(9), 30, "n0");
        stage.runs(Stage.job("b1", 1, 4), 20, "n1");
        return stage;
    }

    @Test
    void the_job_that_loses_least_makes_room_whatever_its_priority() {
        Stage stage = scattered();
        Consolidation.Found found =
                find(stage, Stage.job("w", 1, 8), OptionalLong.empty()).orElseThrow();
        assertThat(found.workers()).containsExactly(new WorkerPlacement(0, new NodeName("n1"), 8));
        assertThat(found.moved()).hasSize(1);
        assertThat(found.moved().getFirst().job().job().name()).isEqualTo("b1");
        assertThat(found.moved().getFirst().workers()).containsExactly(new WorkerPlacement(0, new NodeName("n0"), 4));
        assertThat(found.harmDeviceMillis()).isEqualTo(4 * 20 * Stage.MINUTE);
    }

    @Test
    void it_pays_when_less_is_lost_than_the_gang_would_wait() {
        Stage stage = scattered();
        JobRequest job = Stage.job("w", 1, 8);
        assertThat(find(stage, job, OptionalLong.of(Stage.NOW + 10 * Stage.MINUTE)))
                .isEmpty();
        assertThat(find(stage, job, OptionalLong.of(Stage.NOW + 11 * Stage.MINUTE)))
                .isPresent();
    }

    @Test
    void who_may_not_be_interrupted_does_not_move() {
        Stage stage = new Stage(2);
        stage.runs(Stage.job("a1", 1, 4).withInterruption(Interruption.NONE), 30, "n0");
        stage.runs(Stage.job("b1", 1, 4).withInterruption(Interruption.NONE), 20, "n1");
        assertThat(find(stage, Stage.job("w", 1, 8), OptionalLong.empty())).isEmpty();
    }

    @Test
    void nobody_moves_to_places_that_are_reserved_before_it_would_end() {
        Stage stage = new Stage(2);
        stage.runs(Stage.job("a1", 1, 4).withPriority(9), 30, "n0");
        JobRequest restarting = Stage.job("b1", 1, 4).withInterruption(new Interruption(true, 0, 0, 5 * Stage.MINUTE));
        stage.runs(restarting, 20, "n1");
        JobRequest job = Stage.job("w", 1, 8);
        Future future = stage.future();
        Consolidation consolidation = new Consolidation(stage.grounds(), future);
        List<Target> targets = List.of(stage.target(job));
        assertThat(consolidation.find(job, targets, OptionalLong.empty())).isPresent();
        PlacementWish both = stage.target(Stage.job("v", 2, 8)).wish();
        long end = Stage.NOW + 600 * Stage.MINUTE;
        Skyline skyline = future.skyline(stage.pool());
        skyline.reserve(skyline.earliest(both, Stage.MINUTE, end).orElseThrow(), Stage.MINUTE);
        assertThat(consolidation.find(job, targets, OptionalLong.empty())).isEmpty();
    }

    @Test
    void nobody_moves_who_finds_no_other_place() {
        Stage stage = new Stage(2);
        stage.runs(Stage.job("a1", 1, 4), 30, "n0");
        stage.runs(Stage.job("b1", 1, 5), 20, "n1");
        List<RunningJob> before = stage.state.running();
        assertThat(find(stage, Stage.job("w", 1, 8), OptionalLong.empty())).isEmpty();
        assertThat(stage.state.running()).isEqualTo(before);
    }
}
