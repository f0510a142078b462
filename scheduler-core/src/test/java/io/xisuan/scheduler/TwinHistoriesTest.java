package io.xisuan.scheduler;

import static org.assertj.core.api.Assertions.assertThat;

import io.xisuan.scheduler.twin.Histories;
import io.xisuan.scheduler.twin.History;
import io.xisuan.scheduler.twin.RandomHistory;
import io.xisuan.scheduler.twin.Tally;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The scheduler against its plain twin over seeded random histories; a failure prints its seed and the least lines that show it. */
class TwinHistoriesTest {
    /** With those of {@link TwinFurtherHistoriesTest} ten thousand; more with {@code -Dxisuan.twin.histories=N}, or by {@code benchmarks/run twin}. */
    static final int HISTORIES = Integer.getInteger("xisuan.twin.histories", 5_000);

    @Test
    void the_scheduler_and_its_twin_decide_alike_step_by_step() {
        Histories histories = new Histories(1);
        List<String> disagreements = histories.play(HISTORIES, progress -> {});
        assertThat(disagreements).isEmpty();
        Tally tally = histories.tally();
        assertThat(tally.of("start")).as("starts compared, of %s", tally).isGreaterThan(HISTORIES);
        assertThat(tally.of("preempt")).as("preemptions compared, of %s", tally).isGreaterThan(HISTORIES / 200);
        assertThat(tally.of("eta CHEAPER_THEN"))
                .as("starts planned for later, of %s", tally)
                .isGreaterThan(HISTORIES / 200);
        assertThat(tally.of("never DEADLINE"))
                .as("deadlines refused, of %s", tally)
                .isGreaterThan(HISTORIES / 50);
        assertThat(tally.of("eta QUEUE_AHEAD")).as("reservations, of %s", tally).isGreaterThan(HISTORIES / 50);
    }

    @Test
    void the_same_seed_gives_the_same_bytes() {
        for (long seed = 1; seed <= 20; seed++) {
            assertThat(History.play(RandomHistory.of(seed), new Tally()))
                    .isEqualTo(History.play(RandomHistory.of(seed), new Tally()));
        }
    }
}
