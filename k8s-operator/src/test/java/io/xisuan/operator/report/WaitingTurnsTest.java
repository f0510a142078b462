package io.xisuan.operator.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class WaitingTurnsTest {
    private final WaitingTurns turns = new WaitingTurns(3, 100);

    @Test
    void a_few_write_at_once_and_the_others_one_after_the_other() {
        List<Long> waits = new ArrayList<>();
        for (int i = 0; i < 6; i++) {
            waits.add(turns.turnMillis(job(i), 10_000) - 10_000);
        }
        assertThat(waits).containsExactly(0L, 0L, 0L, 100L, 200L, 300L);
    }

    @Test
    void a_job_keeps_its_turn_until_it_has_written() {
        for (int i = 0; i < 5; i++) {
            turns.turnMillis(job(i), 10_000);
        }
        assertThat(turns.turnMillis(job(4), 10_150)).isEqualTo(10_200);
        turns.taken(job(4));
        assertThat(turns.turnMillis(job(4), 10_200)).isEqualTo(10_300);
    }

    @Test
    void after_a_pause_a_few_write_at_once_again() {
        for (int i = 0; i < 9; i++) {
            turns.turnMillis(job(i), 10_000);
        }
        assertThat(turns.turnMillis(job(20), 60_000)).isEqualTo(60_000);
        assertThat(turns.turnMillis(job(21), 60_000)).isEqualTo(60_000);
    }

    private static ResourceRef job(int number) {
        return new ResourceRef(ResourceKind.TRAINING_JOB, "example", "job-" + number, "uid-" + number);
    }
}
