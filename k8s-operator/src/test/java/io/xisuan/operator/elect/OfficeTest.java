package io.xisuan.operator.elect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/** Until when a leader may act, by its own clock alone. */
class OfficeTest {
    private static final Duration RENEW_BY = Duration.ofSeconds(10);

    private final AtomicLong nanos = new AtomicLong(Long.MAX_VALUE - 5_000_000_000L);
    private final Office office = new Office(nanos::get, RENEW_BY);

    @Test
    void nobody_acts_before_the_lease_is_won_and_an_epoch_is_minted() {
        assertThat(office.held()).isFalse();
        office.renewed(nanos.get());
        assertThat(office.held()).isTrue();
        assertThat(office.epoch()).isEmpty();
        office.lead(7);
        assertThat(office.epoch()).hasValue(7);
    }

    @Test
    void the_office_is_certain_from_the_sending_of_the_last_renewal_on_and_no_longer() {
        long sent = nanos.get();
        office.lead(7);
        nanos.addAndGet(Duration.ofSeconds(4).toNanos());
        office.renewed(sent);
        // The clock passes its largest number on the way.
        nanos.addAndGet(Duration.ofSeconds(6).toNanos() - 1);
        assertThat(office.held()).isTrue();
        nanos.incrementAndGet();
        assertThat(office.held()).isFalse();
        assertThat(office.epoch()).isEmpty();
        assertThat(office.taken()).isTrue();
    }

    @Test
    void a_late_renewal_brings_the_same_epoch_back() {
        office.renewed(nanos.get());
        office.lead(7);
        nanos.addAndGet(Duration.ofSeconds(60).toNanos());
        assertThat(office.held()).isFalse();
        office.renewed(nanos.get());
        assertThat(office.epoch()).hasValue(7);
    }

    @Test
    void what_is_lost_stays_lost() {
        office.renewed(nanos.get());
        office.lead(7);
        office.lost("b has it");
        office.renewed(nanos.get());
        assertThat(office.held()).isFalse();
        assertThat(office.lost()).contains("b has it");
    }

    @Test
    void who_resigns_acts_no_more() {
        office.renewed(nanos.get());
        assertThat(office.resigned()).isTrue();
        assertThat(office.held()).isFalse();
        assertThat(office.resigned()).isFalse();
    }

    @Test
    void times_that_would_let_two_lead_are_refused() {
        assertThatThrownBy(() -> new LeaseTimes(RENEW_BY, RENEW_BY, Duration.ofSeconds(1)))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new LeaseTimes(Duration.ofSeconds(15), RENEW_BY, RENEW_BY))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
