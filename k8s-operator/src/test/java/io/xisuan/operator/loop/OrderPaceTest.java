package io.xisuan.operator.loop;

import static org.assertj.core.api.Assertions.assertThat;

import io.xisuan.billing.usage.AttemptKey;
import java.util.List;
import org.junit.jupiter.api.Test;

class OrderPaceTest {
    private static final AttemptKey ATTEMPT = new AttemptKey(StopSketch.JOB, 1);

    @Test
    void what_is_in_vain_is_tried_again_the_more_seldom_up_to_a_bound_and_at_once_when_it_was_done() {
        OrderPace pace = new OrderPace(30_000);
        assertThat(pace.due(ATTEMPT, 0)).isTrue();
        assertThat(pace.failed(ATTEMPT, 0)).as("the first time").isTrue();
        assertThat(pace.due(ATTEMPT, 999)).isFalse();
        assertThat(pace.due(ATTEMPT, 1_000)).isTrue();
        assertThat(pace.failed(ATTEMPT, 1_000)).isFalse();
        assertThat(pace.due(ATTEMPT, 2_999)).isFalse();
        for (int i = 0; i < 100; i++) {
            assertThat(pace.failed(ATTEMPT, 10_000)).isFalse();
        }
        assertThat(pace.due(ATTEMPT, 39_999)).isFalse();
        assertThat(pace.due(ATTEMPT, 40_000)).isTrue();
        assertThat(pace.done(ATTEMPT)).isTrue();
        assertThat(pace.done(ATTEMPT)).isFalse();
        assertThat(pace.due(ATTEMPT, 10_001)).isTrue();
        assertThat(pace.failed(ATTEMPT, 0)).isTrue();
        pace.keepOnly(List.of());
        assertThat(pace.due(ATTEMPT, 1)).isTrue();
    }
}
