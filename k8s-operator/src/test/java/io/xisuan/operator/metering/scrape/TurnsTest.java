package io.xisuan.operator.metering.scrape;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.xisuan.operator.metering.evidence.GapCause;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class TurnsTest {
    private static final Duration LONG = Duration.ofMinutes(1);

    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor();

    @AfterEach
    void stop() {
        timer.shutdownNow();
    }

    @Test
    void so_many_at_once_and_whoever_gets_none_is_our_own_gap() throws Exception {
        Turns turns = new Turns(2, LONG, timer);
        Turns.Turn first = turns.take(Duration.ZERO);
        turns.take(Duration.ZERO);
        assertThatThrownBy(() -> turns.take(Duration.ofMillis(-5)))
                .isInstanceOfSatisfying(
                        FetchFailure.class, e -> assertThat(e.why()).isEqualTo(GapCause.OPERATOR_AWAY));
        first.giveBack();
        first.giveBack();
        turns.take(Duration.ZERO);
        assertThatThrownBy(() -> turns.take(Duration.ZERO)).isInstanceOf(FetchFailure.class);
    }

    @Test
    void a_turn_that_lasts_too_long_goes_to_the_next_and_counts_once() throws Exception {
        Turns turns = new Turns(1, Duration.ofMillis(20), timer);
        Turns.Turn hanging = turns.take(Duration.ZERO);
        Turns.Turn next = turns.take(LONG);
        next.giveBack();
        hanging.giveBack();
        Turns strict = new Turns(1, LONG, timer);
        strict.take(LONG);
        assertThatThrownBy(() -> strict.take(Duration.ZERO)).isInstanceOf(FetchFailure.class);
    }
}
