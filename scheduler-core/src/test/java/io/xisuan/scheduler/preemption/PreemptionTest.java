package io.xisuan.scheduler.preemption;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.xisuan.model.NodeName;
import io.xisuan.model.TenantId;
import io.xisuan.scheduler.cluster.RunningJob;
import io.xisuan.scheduler.cluster.WorkerPlacement;
import io.xisuan.scheduler.demand.Interruption;
import io.xisuan.scheduler.demand.JobRequest;
import io.xisuan.scheduler.demand.Times;
import io.xisuan.scheduler.demand.TopologyLevel;
import io.xisuan.scheduler.demand.TopologyWish;
import io.xisuan.scheduler.demand.Wishes;
import io.xisuan.scheduler.fairness.Queue;
import java.util.List;
import org.junit.jupiter.api.Test;

class PreemptionTest {
    private static final TenantId ANN = new TenantId("ann");

    private static JobRequest urgent(int workers, int devices) {
        return Stage.job("ann", workers, devices).withPriority(5);
    }

    @Test
    void no_harm_is_too_much_for_a_number() {
        assertThatThrownBy(() -> new Interruption(true, 0, 0, Times.MAX_RUN_MILLIS + 1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("a mistake of units");
        Interruption worst = new Interruption(true, 0, 0, Times.MAX_RUN_MILLIS);
        assertThat(worst.lostMillis(Long.MIN_VALUE, Long.MAX_VALUE)).isEqualTo(2 * Times.MAX_RUN_MILLIS);
        assertThat(DeviceTime.of(Integer.MAX_VALUE, 2 * Times.MAX_RUN_MILLIS)).isEqualTo(Long.MAX_VALUE);
        assertThat(DeviceTime.plus(Long.MAX_VALUE, 1)).isEqualTo(Long.MAX_VALUE);
        assertThat(DeviceTime.of(800_000, 2 * Times.MAX_RUN_MILLIS)).isEqualTo(800_000 * 2 * Times.MAX_RUN_MILLIS);
        Stage stage = new Stage(1);
        stage.runs(Stage.job("a1", 1, 8).withInterruption(worst), 30, "n0");
        assertThat(stage.victims(Stage.job("w", 1, 8).withPriority(1))).isEqualTo("a1");
    }

    @Test
    void the_job_that_lost_least_work_goes() {
        Stage stage = new Stage(3);
        stage.runs(Stage.job("b1", 1, 8), 50, "n0");
        stage.runs(Stage.job("b2", 1, 8), 10, "n1");
        stage.runs(Stage.job("b3", 1, 8), 20, "n2");
        Preemption.Found found = stage.preempt(urgent(1, 8)).orElseThrow();
        assertThat(found.victims().toString()).contains("ns/b2").doesNotContain("b1", "b3");
        assertThat(found.harmDeviceMillis()).isEqualTo(8 * 10 * Stage.MINUTE);
        assertThat(found.startMillis()).isEqualTo(Stage.NOW);
        assertThat(found.workers()).containsExactly(new WorkerPlacement(0, new NodeName("n1"), 8));
    }

    @Test
    void what_was_saved_is_not_lost_but_a_restart_is() {
        Stage stage = new Stage(3);
        stage.runs(Stage.job("b1", 1, 8), 15, "n0");
        stage.runs(
                Stage.job("b2", 1, 8).withInterruption(new Interruption(true, 30 * Stage.MINUTE, 0, 4 * Stage.MINUTE)),
                190,
                "n1");
        stage.runs(
                Stage.job("b3", 1, 8).withInterruption(new Interruption(true, 0, 2 * Stage.MINUTE, 13 * Stage.MINUTE)),
                500,
                "n2");
        Preemption.Found one = stage.preempt(urgent(1, 8)).orElseThrow();
        assertThat(one.victims().toString()).contains("ns/b3");
        assertThat(one.harmDeviceMillis()).isEqualTo(8 * 13 * Stage.MINUTE);
        assertThat(one.startMillis()).as("it gets its time to save itself").isEqualTo(Stage.NOW + 2 * Stage.MINUTE);
        assertThat(stage.victims(urgent(2, 8))).isEqualTo("b2 b3");
    }

    @Test
    void some_jobs_never_go() {
        Stage stage = new Stage(6);
        stage.runs(Stage.job("fixed", 1, 8).withInterruption(Interruption.NONE), 1, "n0");
        stage.runs(Stage.job("higher", 1, 8).withPriority(6), 1, "n1");
        stage.runs(Stage.job("equal", 1, 8).withPriority(5), 1, "n2");
        stage.runs(Stage.job("spared", 1, 8), 1, 3, "n3");
        stage.runs(Stage.job("new", 1, 8), 0, "n4");
        RunningJob leaving = stage.runs(Stage.job("leaving", 1, 8), 1, "n5");
        stage.state.stopBy(leaving.job(), Stage.NOW + 1);
        assertThat(stage.victims(urgent(1, 8))).isEqualTo("-");
    }

    @Test
    void a_gang_goes_whole_and_counts_whole() {
        Stage stage = new Stage(4);
        stage.runs(Stage.job("gang", 3, 8), 10, "n0", "n1", "n2");
        stage.runs(Stage.job("single", 1, 8), 11, "n3");
        Preemption.Found found = stage.preempt(urgent(1, 8)).orElseThrow();
        assertThat(found.victims().getFirst().job().name()).isEqualTo("single");
        assertThat(found.harmDeviceMillis()).isEqualTo(8 * 11 * Stage.MINUTE);
        assertThat(stage.victims(urgent(3, 8))).isEqualTo("gang");
        assertThat(stage.victims(urgent(4, 8))).isEqualTo("gang single");
    }

    @Test
    void jobs_whose_places_are_not_needed_are_spared() {
        Stage stage = new Stage(3);
        stage.runs(Stage.job("b1", 1, 4), 1, "n0");
        stage.runs(Stage.job("fixed1", 1, 4).withInterruption(Interruption.NONE), 1, "n0");
        stage.runs(Stage.job("b2", 1, 4), 2, "n1");
        stage.runs(Stage.job("fixed2", 1, 4).withInterruption(Interruption.NONE), 1, "n1");
        stage.runs(Stage.job("b3", 1, 8), 3, "n2");
        assertThat(stage.victims(urgent(1, 8))).isEqualTo("b3");
    }

    @Test
    void a_gang_that_must_share_a_rack_takes_one_rack() {
        Stage stage = new Stage(4);
        for (int node = 0; node < 4; node++) {
            stage.runs(Stage.job("b" + node, 1, 8), List.of(1, 9, 2, 3).get(node), "n" + node);
        }
        JobRequest near = urgent(2, 8).withWishes(Wishes.NONE.near(new TopologyWish(TopologyLevel.RACK, true)));
        assertThat(stage.victims(near)).isEqualTo("b2 b3");
    }

    @Test
    void more_harm_or_more_victims_than_the_budget_allows_is_none() {
        Stage stage = new Stage(2);
        stage.runs(Stage.job("b1", 1, 8), 10, "n0");
        stage.runs(Stage.job("b2", 1, 8), 10, "n1");
        long harm = 2 * 8 * 10 * Stage.MINUTE;
        assertThat(stage.preempt(urgent(2, 8), new Budget(harm, 2))).isPresent();
        assertThat(stage.preempt(urgent(2, 8), new Budget(harm - 1, 2))).isEmpty();
        assertThat(stage.preempt(urgent(2, 8), new Budget(harm, 1))).isEmpty();
    }

    @Test
    void a_tenant_takes_its_guarantee_back_from_equals_that_borrow_it_and_leaves_them_theirs() {
        Stage stage = new Stage(3);
        stage.queue(Queue.of(ANN).withGuarantee(16_000));
        stage.queue(Queue.of(new TenantId("b")).withGuarantee(8000));
        stage.runs(Stage.job("b1", 1, 8), 10, "n0");
        stage.runs(Stage.job("b2", 1, 8), 20, "n1");
        stage.runs(Stage.job("c1", 1, 8), 30, "n2");
        assertThat(stage.victims(Stage.job("ann", 1, 8))).isEqualTo("b1");
        assertThat(stage.victims(Stage.job("ann", 2, 8))).as("b keeps one node").isEqualTo("b1 c1");
        assertThat(stage.victims(Stage.job("ann", 3, 8)))
                .as("more than her guarantee")
                .isEqualTo("-");
        assertThat(stage.victims(Stage.job("c", 1, 8)))
                .as("c is guaranteed nothing")
                .isEqualTo("-");
        assertThat(stage.victims(Stage.job("ann", 1, 8).withPriority(-1)))
                .as("nobody takes from a higher priority")
                .isEqualTo("-");
    }

    @Test
    void the_owners_headroom_is_not_taken() {
        Stage stage = new Stage(2);
        stage.runs(Stage.job("b1", 1, 8), 10, "n0");
        stage.state.setHeadroom(Stage.SITE, Stage.TYPE, 8);
        assertThat(stage.victims(urgent(1, 8))).isEqualTo("b1");
        assertThat(stage.victims(urgent(2, 8))).isEqualTo("-");
    }

    @Test
    void asking_changes_nothing_even_with_cordoned_nodes() {
        Stage stage = new Stage(3);
        stage.runs(Stage.job("b1", 2, 8), 5, "n0", "n1");
        stage.runs(Stage.job("b2", 1, 8), 6, "n2");
        stage.state.setCordoned(Stage.SITE, new NodeName("n0"), true);
        List<RunningJob> before = stage.state.running();
        assertThat(stage.victims(urgent(1, 8))).isEqualTo("b2");
        assertThat(stage.victims(urgent(2, 8))).isEqualTo("b1 b2");
        assertThat(stage.state.running()).isEqualTo(before);
        assertThat(stage.pool().soldDevices()).isEqualTo(24);
        assertThat(stage.pool().freeDevices()).isZero();
    }
}
