package io.xisuan.scheduler.preemption;

import static org.assertj.core.api.Assertions.assertThat;

import io.xisuan.scheduler.cluster.Pool;
import io.xisuan.scheduler.cluster.RunningJob;
import io.xisuan.scheduler.demand.Interruption;
import io.xisuan.scheduler.plan.Victim;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class NodeReclaimTest {
    private static Optional<NodeReclaim.Chosen> choose(Stage stage, int devices) {
        return new NodeReclaim(stage.state, Stage.NOW)
                .choose(List.of(stage.pool()), node -> true, devices, Stage.NOW + 2 * Stage.MINUTE);
    }

    private static String names(NodeReclaim.Chosen chosen) {
        return String.join(
                " ",
                chosen.victims().stream().map(victim -> victim.job().name()).toList());
    }

    @Test
    void a_node_with_enough_free_costs_nobody() {
        Stage stage = new Stage(2);
        stage.runs(Stage.job("a1", 1, 8), 1, "n0");
        NodeReclaim.Chosen chosen = choose(stage, 8).orElseThrow();
        assertThat(chosen.victims()).isEmpty();
        assertThat(stage.pool().nodeName(chosen.node()).value()).isEqualTo("n1");
        assertThat(chosen.freeMillis()).isEqualTo(Stage.NOW);
    }

    @Test
    void the_devices_must_lie_on_one_node_and_the_gang_that_loses_least_leaves_whole() {
        Stage stage = new Stage(3);
        stage.runs(Stage.job("a1", 1, 4), 50, "n0");
        stage.runs(Stage.job("b1", 1, 4), 50, "n1");
        stage.runs(Stage.job("gang", 2, 4), 5, "n1", "n2");
        stage.runs(Stage.job("c1", 1, 4), 90, "n2");
        NodeReclaim.Chosen chosen = choose(stage, 8).orElseThrow();
        assertThat(stage.pool().nodeName(chosen.node()).value()).isEqualTo("n0");
        assertThat(names(chosen)).isEqualTo("a1");
    }

    @Test
    void who_agreed_to_leave_goes_before_who_did_not_and_who_leaves_anyway_before_both() {
        Stage stage = new Stage(2);
        stage.runs(Stage.job("a1", 1, 8).withInterruption(Interruption.NONE), 1, "n0");
        RunningJob agreed = stage.runs(Stage.job("b1", 1, 8), 90, "n1");
        assertThat(names(choose(stage, 8).orElseThrow())).isEqualTo("b1");
        stage.state.stopBy(agreed.job(), Stage.NOW + Stage.MINUTE);
        NodeReclaim.Chosen chosen = choose(stage, 8).orElseThrow();
        assertThat(names(chosen)).isEmpty();
        assertThat(chosen.freeMillis()).isEqualTo(Stage.NOW + Stage.MINUTE);
        assertThat(choose(stage, 9)).isEmpty();
    }

    @Test
    void over_random_stages_one_node_has_enough_afterwards_and_nobody_goes_in_vain() {
        int chosen = 0;
        for (long seed = 1; seed <= 300; seed++) {
            SplittableRandom random = new SplittableRandom(seed);
            Stage stage = PreemptionHistoriesTest.filled(random);
            int wanted = random.nextInt(1, 9);
            long sold = stage.pool().soldDevices();
            Optional<NodeReclaim.Chosen> found = choose(stage, wanted);
            assertThat(stage.pool().soldDevices()).as("seed %d", seed).isEqualTo(sold);
            if (found.isPresent()) {
                chosen++;
                enough(stage.pool(), stage, found.get(), wanted, seed);
            }
        }
        assertThat(chosen).isGreaterThan(100);
    }

    private static void enough(Pool pool, Stage stage, NodeReclaim.Chosen chosen, int wanted, long seed) {
        for (Victim spared : chosen.victims()) {
            int mark = stage.state.checkpoint();
            chosen.victims().stream()
                    .filter(victim -> !victim.equals(spared))
                    .forEach(victim -> stage.state.end(victim.job()));
            assertThat(pool.freeDevices(chosen.node()))
                    .as("seed %d: %s", seed, spared)
                    .isLessThan(wanted);
            stage.state.rollback(mark);
        }
        int mark = stage.state.checkpoint();
        chosen.victims().forEach(victim -> stage.state.end(victim.job()));
        List.copyOf(pool.runningOn(chosen.node())).stream()
                .filter(job -> job.leavesMillis().isPresent())
                .forEach(job -> stage.state.end(job.job()));
        assertThat(pool.freeDevices(chosen.node())).as("seed %d", seed).isGreaterThanOrEqualTo(wanted);
        stage.state.rollback(mark);
    }
}
