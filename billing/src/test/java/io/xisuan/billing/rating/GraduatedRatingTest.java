package io.xisuan.billing.rating;

import static io.xisuan.billing.RandomMonth.at;
import static org.assertj.core.api.Assertions.assertThat;

import io.xisuan.billing.RandomMonth;
import io.xisuan.billing.usage.Component;
import io.xisuan.billing.usage.UsageInterval;
import io.xisuan.model.BillingPeriod;
import io.xisuan.model.DeviceMillis;
import io.xisuan.model.Interval;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class GraduatedRatingTest {
    /** The end of the night, the start of it, midnight of a day and of the month. */
    private static final List<Long> INSTANTS =
            List.of(at("2025-03-10T08:00"), at("2025-03-10T22:00"), at("2025-03-11T00:00"), at("2025-03-01T00:00"));

    private static List<Charge> charges(List<UsageInterval> usage, TierCounting counting) {
        Rater rater = new Rater(GraduatedMonth.tariffs(), AttemptStarts.of(usage), contract -> 30, FundingStates.none())
                .counting(counting);
        return rater.charges(new UsageSet(usage), RandomMonth.YEAR);
    }

    @Test
    void steps_and_components_agree_with_counting_each_device_millisecond() {
        for (long seed = 0; seed < 400; seed++) {
            SplittableRandom random = new SplittableRandom(seed);
            List<UsageInterval> usage = GraduatedMonth.usage(random, INSTANTS.get((int) (seed % 4)));
            assertThat(GraduatedMonth.lines(charges(usage, TierCounting.FROM_ZERO)))
                    .as("seed %d", seed)
                    .isEqualTo(GraduatedMonth.reference(usage));
        }
    }

    @Test
    void any_cut_order_and_repetition_leaves_every_step_where_it_was() {
        for (long seed = 0; seed < 400; seed++) {
            SplittableRandom random = new SplittableRandom(seed);
            List<UsageInterval> usage = GraduatedMonth.usage(random, INSTANTS.get((int) (seed % 4)));
            List<UsageInterval> cut = RandomMonth.cut(usage, random);
            cut.addAll(cut.subList(0, cut.size() / 2));
            cut.sort((one, other) -> one.id().compareTo(other.id()));
            assertThat(charges(cut, TierCounting.FROM_ZERO))
                    .as("seed %d", seed)
                    .isEqualTo(charges(usage, TierCounting.FROM_ZERO));
        }
    }

    /** Two parts that follow on each other in time, the second counted on from the first, are the whole. */
    @Test
    void a_later_part_counts_on_from_the_earlier_one() {
        Interval run = new Interval(at("2025-03-10T12:00"), at("2025-03-10T12:00") + 100);
        Interval first = new Interval(run.startMillis(), run.startMillis() + 55);
        Interval second = new Interval(first.endMillis(), run.endMillis());
        List<UsageInterval> early = List.of(RandomMonth.usage(2, 0, first));
        List<UsageInterval> late = List.of(RandomMonth.usage(2, 0, second));
        TierCounting opening = TierCounting.from(
                BillingPeriod.of(run.startMillis()), new UsageSet(early).billedTime(RandomMonth.YEAR));
        List<Charge> parts = new ArrayList<>(charges(early, TierCounting.FROM_ZERO));
        parts.addAll(charges(late, opening));
        assertThat(GraduatedMonth.lines(parts))
                .isEqualTo(GraduatedMonth.reference(List.of(RandomMonth.usage(2, 0, run))));
    }

    @Test
    void where_only_a_part_is_known_the_dearest_step_counts() {
        Interval run = new Interval(at("2025-03-10T23:00"), at("2025-03-10T23:00") + 100);
        assertThat(charges(List.of(RandomMonth.usage(1, 0, run)), TierCounting.DEAREST))
                .filteredOn(charge -> charge.key().component() == Component.COMPUTE)
                .extracting(charge -> charge.unitPrice().formatted(), Charge::quantity)
                .containsExactly(org.assertj.core.groups.Tuple.tuple("19.000001", new DeviceMillis(100)));
    }

    @Test
    void an_opening_past_every_threshold_leaves_the_last_step() {
        Interval run = new Interval(at("2025-03-10T12:00"), at("2025-03-10T12:00") + 10);
        TierCounting opening =
                TierCounting.from(BillingPeriod.of(run.startMillis()), Map.of(RandomMonth.ONE, new DeviceMillis(90)));
        assertThat(charges(List.of(RandomMonth.usage(2, 0, run)), opening))
                .filteredOn(charge -> charge.key().component() == Component.COMPUTE)
                .extracting(charge -> charge.unitPrice().formatted())
                .containsExactly("9.50");
    }
}
