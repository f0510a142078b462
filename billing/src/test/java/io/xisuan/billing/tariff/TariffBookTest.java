package io.xisuan.billing.tariff;

import static io.xisuan.billing.RandomMonth.AT_EAST;
import static io.xisuan.billing.RandomMonth.AT_WEST;
import static io.xisuan.billing.RandomMonth.at;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.groups.Tuple.tuple;

import io.xisuan.billing.RandomMonth;
import io.xisuan.billing.tariff.TariffBook.Item;
import io.xisuan.model.AcceleratorModel;
import io.xisuan.model.HourlyPrice;
import io.xisuan.model.InputException;
import io.xisuan.model.Interval;
import io.xisuan.model.Rate;
import io.xisuan.model.SiteId;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class TariffBookTest {
    private static final PriceLock UNLOCKED = new PriceLock(at("2025-03-01T00:00"), 0);
    private final TariffBook book = RandomMonth.tariffs();

    @Test
    void a_price_change_cuts_the_time() {
        Interval day = new Interval(at("2025-03-15T00:00"), at("2025-03-16T00:00"));
        assertThat(book.spans(AT_WEST, day, UNLOCKED))
                .extracting(PriceSpan::version, span -> span.price().formatted(), PriceSpan::interval)
                .containsExactly(
                        tuple("v1", "12.345678", new Interval(day.startMillis(), at("2025-03-15T12:00"))),
                        tuple("v2", "11.000001", new Interval(at("2025-03-15T12:00"), day.endMillis())));
    }

    @Test
    void a_lock_keeps_the_price_of_the_start_until_it_ends() {
        PriceLock lock = new PriceLock(at("2025-03-14T06:00"), 2);
        Interval days = new Interval(at("2025-03-15T00:00"), at("2025-03-17T00:00"));
        assertThat(book.spans(AT_WEST, days, lock))
                .extracting(PriceSpan::version, PriceSpan::interval)
                .containsExactly(
                        tuple("v1", new Interval(days.startMillis(), at("2025-03-16T06:00"))),
                        tuple("v2", new Interval(at("2025-03-16T06:00"), days.endMillis())));
    }

    @Test
    void a_night_window_runs_past_midnight() {
        Interval day = new Interval(at("2025-03-10T00:00"), at("2025-03-11T00:00"));
        assertThat(book.spans(AT_EAST, day, UNLOCKED))
                .extracting(PriceSpan::tier)
                .containsExactly("22:00-08:00", "all-day", "22:00-08:00");
        assertThat(book.priceAt(AT_EAST, at("2025-03-10T07:59"))).contains(HourlyPrice.parse("9.1"));
        assertThat(book.priceAt(AT_EAST, at("2025-03-10T08:00"))).contains(HourlyPrice.parse("15.999999"));
        assertThat(book.dearest(AT_EAST, day)).contains(HourlyPrice.parse("15.999999"));
    }

    @Test
    void changes_of_price_are_told_in_order_and_no_more_than_asked_for() {
        Interval days = new Interval(at("2025-03-10T00:00"), at("2025-03-12T00:00"));
        assertThat(book.priceChanges(AT_EAST.site(), days, 99))
                .containsExactly(
                        at("2025-03-10T08:00"), at("2025-03-10T22:00"), at("2025-03-11T08:00"), at("2025-03-11T22:00"));
        assertThat(book.priceChanges(AT_EAST.site(), days, 3)).hasSize(3);
        Interval month = new Interval(at("2025-03-14T00:00"), at("2025-03-16T00:00"));
        assertThat(book.priceChanges(AT_WEST.site(), month, 99)).contains(at("2025-03-15T12:00"));
    }

    @Test
    void spans_make_up_the_interval_and_agree_with_the_price_at_each_instant() {
        SplittableRandom random = new SplittableRandom(7);
        for (int round = 0; round < 500; round++) {
            long start = at("2025-03-01T00:00") + random.nextLong(30L * 86_400_000);
            Interval interval = new Interval(start, start + 1 + random.nextLong(5L * 86_400_000));
            long next = start;
            for (PriceSpan span : book.spans(AT_EAST, interval, UNLOCKED)) {
                assertThat(span.interval().startMillis()).isEqualTo(next);
                next = span.interval().endMillis();
                assertThat(book.priceAt(AT_EAST, next - 1)).contains(span.price());
                assertThat(book.priceAt(AT_EAST, span.interval().startMillis())).contains(span.price());
            }
            assertThat(next).isEqualTo(interval.endMillis());
        }
    }

    @Test
    void what_has_no_price_is_refused_by_name() {
        Item item = new Item(new SiteId("nowhere"), AcceleratorModel.NVIDIA_A100);
        Interval day = new Interval(at("2025-03-10T00:00"), at("2025-03-11T00:00"));
        assertThatThrownBy(() -> book.spans(item, day, UNLOCKED))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("nvidia-a100-80g at nowhere");
        assertThat(book.dearest(item, day)).isEmpty();
    }

    @Test
    void two_prices_for_one_thing_are_refused() {
        PriceRule rule = PriceRule.allDay(RandomMonth.WEST, AcceleratorModel.NVIDIA_H800, HourlyPrice.parse("1"));
        assertThatThrownBy(() -> new TariffVersion("v", RandomMonth.YEAR, Rate.percent(6), List.of(rule, rule)))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("twice");
    }

    @Test
    void any_change_of_price_changes_the_digest() {
        TariffVersion one = version("10");
        assertThat(one.digest())
                .isEqualTo(version("10").digest())
                .isNotEqualTo(version("10.000001").digest());
    }

    private static TariffVersion version(String price) {
        PriceRule rule = PriceRule.allDay(RandomMonth.WEST, AcceleratorModel.NVIDIA_H800, HourlyPrice.parse(price));
        return new TariffVersion("v", RandomMonth.YEAR, Rate.percent(6), List.of(rule));
    }
}
