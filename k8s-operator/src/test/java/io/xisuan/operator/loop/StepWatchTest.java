package io.xisuan.operator.loop;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class StepWatchTest {
    private final AtomicLong now = new AtomicLong(-7);
    private final StepWatch watch = new StepWatch(now::get);

    @Test
    void a_step_that_lasts_longer_than_the_limit_is_overdue() {
        watch.begin();
        now.addAndGet(StepWatch.LIMIT.toNanos());
        assertThat(watch.overdue()).isEmpty();
        assertThat(watch.gaveUp()).isFalse();
        now.incrementAndGet();
        assertThat(watch.overdue()).contains("a step of the loop lasts longer than 180 s");
        assertThat(watch.gaveUp()).isTrue();
    }

    @Test
    void who_is_between_two_steps_is_not_overdue() {
        assertThat(watch.overdue()).isEmpty();
        watch.begin();
        now.addAndGet(5);
        assertThat(watch.end()).isEqualTo(5);
        now.addAndGet(10 * StepWatch.LIMIT.toNanos());
        assertThat(watch.overdue()).isEmpty();
    }
}
