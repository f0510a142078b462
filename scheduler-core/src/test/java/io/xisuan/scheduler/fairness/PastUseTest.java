package io.xisuan.scheduler.fairness;

import static org.assertj.core.api.Assertions.assertThat;

import io.xisuan.model.TenantId;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class PastUseTest {
    private static final TenantId ANN = new TenantId("ann");
    private static final long WEEK = PastUse.DEFAULT_HALF_LIFE_MILLIS;

    @Test
    void half_of_it_is_forgotten_every_half_life() {
        PastUse past = PastUse.none();
        past.add(ANN, 1_000_000, 0);
        assertThat(past.milliMillis(ANN, WEEK)).isEqualTo(500_000);
        assertThat(past.milliMillis(ANN, 3 * WEEK)).isEqualTo(125_000);
        assertThat(past.milliMillis(ANN, WEEK / 2)).isBetween(707_090L, 707_107L);
        assertThat(past.milliMillis(ANN, 100 * WEEK)).isZero();
    }

    @Test
    void it_never_grows_by_itself() {
        SplittableRandom random = new SplittableRandom(3);
        PastUse past = PastUse.none();
        past.add(ANN, Long.MAX_VALUE, 0);
        long before = Long.MAX_VALUE;
        for (long at = 0; at < 20 * WEEK; at += random.nextLong(WEEK / 10)) {
            long now = past.milliMillis(ANN, at);
            assertThat(now).isBetween(0L, before);
            before = now;
        }
    }

    @Test
    void late_news_counts_as_what_is_left_of_it() {
        PastUse past = PastUse.none();
        past.add(ANN, 1000, WEEK);
        past.add(ANN, 1000, 0);
        assertThat(past.milliMillis(ANN, WEEK)).isEqualTo(1500);
    }

    @Test
    void more_than_a_number_can_hold_stays_at_the_most() {
        PastUse past = PastUse.none();
        past.add(ANN, Long.MAX_VALUE, 0);
        past.add(ANN, Long.MAX_VALUE, 0);
        assertThat(past.milliMillis(ANN, 0)).isEqualTo(Long.MAX_VALUE);
    }
}
