package io.xisuan.scheduler.preemption;

import static org.assertj.core.api.Assertions.assertThat;

import io.xisuan.model.NodeName;
import io.xisuan.scheduler.cluster.NodeLoad;
import io.xisuan.scheduler.demand.Interruption;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class ReclaimTest {
    private static Reclaim.Returned choose(Stage stage, int devices, long withinMinutes) {
        return new Reclaim(stage.state, Stage.NOW)
                .choose(new Reclaim.Wanted(stage.pool(), devices, Stage.NOW + withinMinutes * Stage.MINUTE));
    }

    private static String names(Reclaim.Returned returned) {
        return String.join(
                " ",
                returned.victims().stream().map(victim -> victim.job().name()).toList());
    }

    @Test
    void what_is_free_already_costs_nobody() {
        Stage stage = new Stage(2);
        stage.runs(Stage.job("a1", 1, 8), 1, "n0");
        Reclaim.Returned returned = choose(stage, 8, 2);
        assertThat(names(returned)).isEmpty();
        assertThat(returned.freeDevices()).isEqualTo(8);
        assertThat(returned.allMillis()).isEqualTo(Stage.NOW);
        assertThat(returned.missingDevices()).isZero();
    }

    @Test
    void the_preemptible_go_first_then_any_of_ours_whatever_their_priority() {
        Stage stage = new Stage(3);
        stage.runs(Stage.job("a1", 1, 8).withInterruption(Interruption.NONE), 1, "n0");
        stage.runs(Stage.job("b1", 1, 8).withPriority(9), 50, 3, "n1");
        stage.runs(Stage.job("c1", 1, 8), 90, "n2");
        assertThat(names(choose(stage, 8, 2))).isEqualTo("b1");
        assertThat(names(choose(stage, 9, 2))).isEqualTo("b1 c1");
        assertThat(names(choose(stage, 20, 2))).isEqualTo("a1 b1 c1");
    }

    @Test
    void gangs_go_whole_and_who_is_not_needed_stays() {
        Stage stage = new Stage(4);
        stage.runs(Stage.job("a1", 1, 8), 1, "n0");
        stage.runs(Stage.job("gang", 3, 8), 2, "n1", "n2", "n3");
        Reclaim.Returned returned = choose(stage, 10, 2);
        assertThat(names(returned)).isEqualTo("gang");
        assertThat(returned.victimsDevices()).isEqualTo(24);
    }

    @Test
    void who_leaves_in_time_anyway_counts_and_who_leaves_too_late_does_not() {
        Stage stage = new Stage(3);
        stage.state.stopBy(stage.runs(Stage.job("a1", 1, 8), 1, "n0").job(), Stage.NOW + Stage.MINUTE);
        stage.state.stopBy(stage.runs(Stage.job("b1", 1, 8), 1, "n1").job(), Stage.NOW + 9 * Stage.MINUTE);
        stage.runs(Stage.job("c1", 1, 8), 1, "n2");
        Reclaim.Returned one = choose(stage, 8, 2);
        assertThat(names(one)).isEmpty();
        assertThat(one.leavingDevices()).isEqualTo(8);
        assertThat(one.allMillis()).isEqualTo(Stage.NOW + Stage.MINUTE);
        assertThat(names(choose(stage, 16, 2))).isEqualTo("c1");
        assertThat(choose(stage, 24, 2).missingDevices()).isEqualTo(8);
    }

    @Test
    void it_says_by_how_much_it_is_too_late_or_too_little() {
        Stage stage = new Stage(2);
        stage.runs(Stage.job("a1", 1, 8).withInterruption(new Interruption(true, 0, 5 * Stage.MINUTE, 0)), 9, "n0");
        stage.state.setBackground(Stage.SITE, new NodeName("n1"), NodeLoad.ofDevices(8));
        Reclaim.Returned returned = choose(stage, 10, 2);
        assertThat(returned.lateMillis()).isEqualTo(3 * Stage.MINUTE);
        assertThat(returned.missingDevices()).isEqualTo(2);
        assertThat(returned.text())
                .isEqualTo(
                        "s/x: 10 devices wanted: 0 free, 0 leaving, 8 of 1 jobs to stop, 2 too few, 180000 ms too late");
    }

    @Test
    void who_is_out_in_time_goes_before_who_would_lose_less_but_is_not() {
        Stage stage = new Stage(2);
        stage.runs(Stage.job("slow", 1, 8).withInterruption(new Interruption(true, 0, 5 * Stage.MINUTE, 0)), 9, "n0");
        stage.runs(Stage.job("fast", 1, 8), 100, "n1");
        assertThat(names(choose(stage, 8, 2))).isEqualTo("fast");
        assertThat(names(choose(stage, 8, 5))).isEqualTo("slow");
    }

    @Test
    void over_random_stages_enough_comes_free_and_nobody_goes_in_vain() {
        int victims = 0;
        for (long seed = 1; seed <= 500; seed++) {
            SplittableRandom random = new SplittableRandom(seed);
            Stage stage = PreemptionHistoriesTest.filled(random);
            int wanted = random.nextInt(1, 40);
            long free = stage.pool().totalDevices() - stage.pool().soldDevices();
            Reclaim.Returned returned = choose(stage, wanted, 2);
            assertThat(returned.missingDevices() == 0
                            || returned.victimsDevices() == stage.pool().soldDevices())
                    .as("seed %d: %s", seed, returned.text())
                    .isTrue();
            assertThat(returned.victims().isEmpty()
                            || returned.victims().stream()
                                    .allMatch(victim -> returned.missingDevices() > 0
                                            || returned.freeDevices() + returned.victimsDevices() - victim.devices()
                                                    < wanted))
                    .as("seed %d: %s of %d", seed, returned.text(), free)
                    .isTrue();
            victims += returned.victims().size();
        }
        assertThat(victims).isGreaterThan(300);
    }
}
