package io.xisuan.billing.tariff;

import static io.xisuan.billing.RandomMonth.AT_EAST;
import static io.xisuan.billing.RandomMonth.AT_WEST;
import static io.xisuan.billing.RandomMonth.at;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.groups.Tuple.tuple;

import io.xisuan.billing.RandomMonth;
import io.xisuan.billing.rating.AttemptStarts;
import io.xisuan.billing.rating.Charge;
import io.xisuan.billing.rating.FundingStates;
import io.xisuan.billing.rating.Rater;
import io.xisuan.billing.rating.UsageSet;
import io.xisuan.billing.tariff.TariffBook.Item;
import io.xisuan.billing.usage.Component;
import io.xisuan.billing.usage.UsageInterval;
import io.xisuan.model.AcceleratorModel;
import io.xisuan.model.DeviceMillis;
import io.xisuan.model.ExactAmount;
import io.xisuan.model.HourlyPrice;
import io.xisuan.model.Interval;
import io.xisuan.model.Money;
import io.xisuan.model.Rate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class WorstCaseTest {
    private static final long HOUR = 3_600_000L;
    private final TariffBook book = RandomMonth.tariffs();

    /** 4 devices for 6 hours: from 08:00 to 16:00 every start costs 15.999999 an hour, 384.00 in all. */
    @Test
    void the_dearest_start_of_the_window_is_found() {
        Interval starts = new Interval(at("2025-03-10T00:00"), at("2025-03-11T00:00"));
        WorstCase worst = book.worstCase(new WorstCase.Run(AT_EAST, 4, 6 * HOUR, starts, 30))
                .orElseThrow();
        assertThat(worst.startMillis()).isEqualTo(at("2025-03-10T08:00"));
        assertThat(worst.gross()).isEqualTo(Money.parseYuan("384.00"));
    }

    /** The second version begins on the 15th at noon and is cheaper: a start before it keeps the dearer price. */
    @Test
    void the_price_of_the_start_is_kept_in_the_quote_as_in_the_bill() {
        Interval starts = new Interval(at("2025-03-14T12:00"), at("2025-03-16T12:00"));
        assertThat(book.worstCase(new WorstCase.Run(AT_WEST, 1, 10 * HOUR, starts, 30))
                        .orElseThrow()
                        .parts())
                .extracting(WorstCase.Part::version)
                .containsExactly("v1");
    }

    @Test
    void no_start_of_the_window_costs_more_before_rounding() {
        for (long seed = 0; seed < 150; seed++) {
            SplittableRandom random = new SplittableRandom(seed);
            long from = at("2025-03-13T00:00") + random.nextLong(48 * HOUR);
            Interval starts = new Interval(from, from + random.nextLong(60 * HOUR));
            long runtime = 1 + random.nextLong(70 * HOUR);
            int lock = random.nextInt(3);
            Item item = random.nextBoolean() ? AT_EAST : AT_WEST;
            WorstCase worst = book.worstCase(new WorstCase.Run(item, 3, runtime, starts, lock))
                    .orElseThrow();
            for (int i = 0; i < 40; i++) {
                long start = starts.startMillis() + random.nextLong(starts.lengthMillis() + 1);
                ExactAmount settled = settled(item, start, runtime, lock);
                assertThat(settled).as("seed %d start %d", seed, start).isLessThanOrEqualTo(worst.exact());
            }
        }
    }

    private ExactAmount settled(Item item, long start, long runtime, int lock) {
        ExactAmount sum = ExactAmount.ZERO;
        for (PriceSpan span : book.spans(item, new Interval(start, start + runtime), new PriceLock(start, lock))) {
            sum = sum.plus(span.price().times(DeviceMillis.of(3, span.interval())));
        }
        return sum;
    }

    /** P21: a run of a known start and without graduated prices settles at what was quoted, every component with it. */
    @Test
    void a_run_to_its_length_settles_at_the_worst_case_of_its_start() {
        TariffBook components = new TariffBook(List.of(new Tariff("list", List.of(withComponents()))));
        for (long seed = 0; seed < 100; seed++) {
            SplittableRandom random = new SplittableRandom(seed);
            long start = at("2025-03-03T00:00") + random.nextLong(200 * HOUR);
            long runtime = 1 + random.nextLong(90 * HOUR);
            int devices = 1 + random.nextInt(9);
            WorstCase worst = components
                    .worstCase(new WorstCase.Run(AT_WEST, devices, runtime, new Interval(start, start), 30))
                    .orElseThrow();
            List<UsageInterval> usage = new ArrayList<>();
            for (int device = 0; device < devices; device++) {
                usage.add(RandomMonth.usage(2, device, new Interval(start, start + runtime)));
            }
            Rater rater = new Rater(components, AttemptStarts.of(usage), contract -> 30, FundingStates.none());
            Money settled = rater.charges(new UsageSet(usage), RandomMonth.YEAR).stream()
                    .map(Charge::gross)
                    .reduce(Money.ZERO, Money::plus);
            assertThat(worst.gross()).as("seed %d", seed).isEqualTo(settled);
        }
    }

    private static TariffVersion withComponents() {
        PriceRule day =
                PriceRule.allDay(RandomMonth.WEST, AcceleratorModel.NVIDIA_H800, HourlyPrice.parse("12.345678"));
        PriceRule night = new PriceRule(
                RandomMonth.WEST,
                AcceleratorModel.NVIDIA_H800,
                Optional.of(TimeWindow.parse("23:00-07:30")),
                HourlyPrice.parse("7.000003"));
        ComponentPrice storage = new ComponentPrice(
                Component.STORAGE, RandomMonth.WEST, HourlyPrice.parse("0.333333"), Rate.percent(13));
        return new TariffVersion(
                "v",
                RandomMonth.YEAR,
                Rate.percent(6),
                List.of(day, night),
                new VersionTerms(List.of(storage), Commitment.NONE, LostWork.NOTHING));
    }

    /** 2 devices for 10 hours: 12.345678 and 0.333333 an hour are 246.91 and 6.67, at 6 % and 13 %. */
    @Test
    void each_component_is_a_line_with_its_own_rate() {
        TariffBook components = new TariffBook(List.of(new Tariff("list", List.of(withComponents()))));
        Interval starts = new Interval(at("2025-03-10T08:00"), at("2025-03-10T08:00"));
        WorstCase worst = components
                .worstCase(new WorstCase.Run(AT_WEST, 2, 10 * HOUR, starts, 0))
                .orElseThrow();
        assertThat(worst.lines())
                .extracting(WorstCase.Line::component, WorstCase.Line::vatRate, WorstCase.Line::gross)
                .containsExactly(
                        tuple(Component.COMPUTE, Rate.percent(6), Money.parseYuan("246.91")),
                        tuple(Component.STORAGE, Rate.percent(13), Money.parseYuan("6.67")));
        assertThat(worst.gross()).isEqualTo(Money.parseYuan("253.58"));
    }

    @Test
    void what_has_no_price_in_reach_has_no_worst_case() {
        Interval late = new Interval(at("2026-12-31T00:00"), at("2026-12-31T00:00"));
        assertThat(book.worstCase(new WorstCase.Run(AT_WEST, 1, 48 * HOUR, late, 0)))
                .isEmpty();
    }
}
