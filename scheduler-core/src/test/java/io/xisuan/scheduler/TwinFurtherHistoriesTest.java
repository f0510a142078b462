package io.xisuan.scheduler;

import static org.assertj.core.api.Assertions.assertThat;

import io.xisuan.scheduler.twin.Histories;
import org.junit.jupiter.api.Test;

/** The second half of the histories of {@link TwinHistoriesTest}, by itself so that no test class takes long. */
class TwinFurtherHistoriesTest {
    @Test
    void the_scheduler_and_its_twin_decide_alike_over_as_many_more_histories() {
        Histories histories = new Histories(TwinHistoriesTest.HISTORIES + 1L);
        assertThat(histories.play(TwinHistoriesTest.HISTORIES, progress -> {})).isEmpty();
        assertThat(histories.tally().of("start")).isGreaterThan(TwinHistoriesTest.HISTORIES);
    }
}
