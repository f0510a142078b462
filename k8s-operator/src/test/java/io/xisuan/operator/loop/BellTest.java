package io.xisuan.operator.loop;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

/** What wakes the loop. */
class BellTest {
    @Test
    void however_often_it_rings_it_is_heard_once() throws InterruptedException {
        Bell bell = new Bell();
        for (int i = 0; i < 1_000; i++) {
            bell.ring();
        }
        assertThat(bell.await(Duration.ofSeconds(30))).isTrue();
        assertThat(bell.await(Duration.ofMillis(1))).isFalse();
    }

    @Test
    void who_waits_is_woken_by_another_thread() throws InterruptedException {
        Bell bell = new Bell();
        Thread other = new Thread(bell::ring);
        other.start();
        assertThat(bell.await(Duration.ofSeconds(30))).isTrue();
        other.join();
    }

    @Test
    void what_rings_close_together_can_be_heard_as_one() throws InterruptedException {
        Bell bell = new Bell();
        bell.ring();
        bell.gather(Duration.ofMillis(1));
        assertThat(bell.await(Duration.ofMillis(1))).isFalse();
    }
}
