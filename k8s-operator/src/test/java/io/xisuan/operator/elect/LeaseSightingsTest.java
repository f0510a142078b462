package io.xisuan.operator.elect;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What a candidate may conclude from a Lease, by its own clock alone. */
class LeaseSightingsTest {
    private static final Duration LEASE = Duration.ofSeconds(15);
    private static final ZonedDateTime ZERO = ZonedDateTime.of(2026, 3, 1, 0, 0, 0, 0, ZoneOffset.UTC);

    private final LeaseSightings sightings = new LeaseSightings("b", LEASE);

    @Test
    void a_lease_that_nobody_has_is_free_at_once() {
        assertThat(sightings.waitNanos(Optional.empty(), seconds(0))).isZero();
        assertThat(sightings.waitNanos(Optional.of(lease("", 3, ZERO)), seconds(1)))
                .isZero();
    }

    @Test
    void a_lease_of_a_former_life_is_taken_at_once() {
        assertThat(sightings.waitNanos(Optional.of(lease("b", 3, ZERO)), seconds(0)))
                .isZero();
    }

    @Test
    void a_leader_that_renews_is_never_replaced() {
        for (int second = 0; second < 100; second += 2) {
            Optional<LeaseState> renewed = Optional.of(lease("a", 3, ZERO.plusSeconds(second)));
            assertThat(sightings.waitNanos(renewed, seconds(second))).isEqualTo(seconds(15));
        }
        assertThat(sightings.renewedByOther()).isTrue();
        assertThat(sightings.holder()).contains("a");
    }

    @Test
    void a_silent_leader_is_replaced_after_its_lease_however_far_its_clock_is_off() {
        for (long minutes : new long[] {-5, 0, 5}) {
            LeaseSightings seen = new LeaseSightings("b", LEASE);
            Optional<LeaseState> last = Optional.of(lease("a", 3, ZERO.plusMinutes(minutes)));
            assertThat(seen.waitNanos(last, seconds(100))).isEqualTo(seconds(15));
            assertThat(seen.waitNanos(last, seconds(114))).isEqualTo(seconds(1));
            assertThat(seen.waitNanos(last, seconds(115))).isZero();
            assertThat(seen.renewedByOther()).isFalse();
        }
    }

    @Test
    void a_change_of_hands_begins_the_wait_anew_and_is_no_renewal() {
        assertThat(sightings.waitNanos(Optional.of(lease("a", 3, ZERO)), seconds(0)))
                .isEqualTo(seconds(15));
        assertThat(sightings.waitNanos(Optional.of(lease("c", 4, ZERO)), seconds(14)))
                .isEqualTo(seconds(15));
        assertThat(sightings.renewedByOther()).isFalse();
    }

    @Test
    void a_lease_that_says_it_lasts_longer_is_waited_for() {
        LeaseState longer = new LeaseState("a", 3, Optional.of(ZERO), Optional.of(ZERO), Duration.ofSeconds(60), "1");
        assertThat(sightings.waitNanos(Optional.of(longer), seconds(0))).isEqualTo(seconds(60));
    }

    private static LeaseState lease(String holder, int transitions, ZonedDateTime renewed) {
        return new LeaseState(holder, transitions, Optional.of(ZERO), Optional.of(renewed), LEASE, "1");
    }

    private static long seconds(long seconds) {
        return Duration.ofSeconds(seconds).toNanos();
    }
}
