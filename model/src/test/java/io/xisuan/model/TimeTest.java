package io.xisuan.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class TimeTest {
    @Test
    void neighbours_share_no_millisecond() {
        Interval first = new Interval(0, 10);
        Interval second = new Interval(10, 20);
        assertThat(first.overlaps(second)).isFalse();
        assertThat(first.contains(10)).isFalse();
        assertThat(second.contains(10)).isTrue();
        assertThat(first.intersection(second)).isEmpty();
    }

    @Test
    void negative_time_is_refused() {
        assertThatThrownBy(() -> new Interval(10, 9)).hasMessageContaining("does not end before it starts");
        assertThatThrownBy(() -> new Interval(-1, 9)).hasMessageContaining("between 1970 and 9999");
        assertThatThrownBy(() -> new DeviceMillis(-1)).hasMessageContaining("never negative");
        assertThatThrownBy(() -> new DeviceMillis(1).minus(new DeviceMillis(2))).hasMessageContaining("never negative");
        assertThatThrownBy(() -> DeviceMillis.of(-1, new Interval(0, 1))).hasMessageContaining("never negative");
    }

    @Test
    void device_time_never_overflows_silently() {
        DeviceMillis most = new DeviceMillis(Long.MAX_VALUE);
        assertThatThrownBy(() -> most.plus(new DeviceMillis(1))).isInstanceOf(ArithmeticException.class);
        assertThatThrownBy(() -> DeviceMillis.of(Integer.MAX_VALUE, new Interval(0, 200_000_000_000_000L)))
                .isInstanceOf(ArithmeticException.class);
    }

    @Test
    void a_period_is_a_month_of_shanghai() {
        Interval october = BillingPeriod.parse("2025-10").interval();
        assertThat(october)
                .isEqualTo(
                        Interval.between(Instant.parse("2025-09-30T16:00:00Z"), Instant.parse("2025-10-31T16:00:00Z")));
        assertThat(BillingPeriod.of(october.startMillis())).hasToString("2025-10");
        assertThat(BillingPeriod.of(october.endMillis())).hasToString("2025-11");
        assertThatThrownBy(() -> BillingPeriod.parse("2025-13")).hasMessageContaining("YYYY-MM");
    }

    @Test
    void days_of_any_interval_tile_it() {
        SplittableRandom random = new SplittableRandom(7);
        long base = BillingPeriod.parse("2025-10").interval().startMillis();
        for (int run = 0; run < 500; run++) {
            long start = base + random.nextLong(86_400_000L * 20);
            Interval whole = new Interval(start, start + random.nextLong(86_400_000L * 9));
            List<Interval> parts = new ArrayList<>(BillingPeriod.splitByDay(whole));
            long at = whole.startMillis();
            for (Interval part : parts) {
                assertThat(part.startMillis()).as("run %d", run).isEqualTo(at);
                assertThat(BillingPeriod.dayOf(part.startMillis()))
                        .isEqualTo(BillingPeriod.dayOf(part.endMillis() - 1));
                at = part.endMillis();
            }
            assertThat(at).isEqualTo(whole.endMillis());
        }
    }

    @Test
    void any_cut_of_a_shared_holding_sums_to_the_holding() {
        SplittableRandom random = new SplittableRandom(3);
        AcceleratorShare share = new AcceleratorShare(3, 7);
        for (int run = 0; run < 500; run++) {
            Interval holding = new Interval(1_000, 1_000 + random.nextLong(2, 1_000_000));
            long cut = random.nextLong(holding.startMillis(), holding.endMillis());
            DeviceMillis parts = share.heldBetween(holding, new Interval(holding.startMillis(), cut))
                    .plus(share.heldBetween(holding, new Interval(cut, holding.endMillis())));
            assertThat(parts).as("run %d", run).isEqualTo(share.held(holding));
        }
    }

    @Test
    void hours_are_shown_with_six_decimals() {
        assertThat(new DeviceMillis(5_400_000).hours()).hasToString("1.500000");
    }
}
