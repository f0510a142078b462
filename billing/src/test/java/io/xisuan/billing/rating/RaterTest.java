package io.xisuan.billing.rating;

import static io.xisuan.billing.RandomMonth.at;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.groups.Tuple.tuple;

import io.xisuan.billing.RandomMonth;
import io.xisuan.billing.usage.UsageInterval;
import io.xisuan.model.AcceleratorShare;
import io.xisuan.model.DeviceMillis;
import io.xisuan.model.Interval;
import io.xisuan.model.Money;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class RaterTest {
    private static List<Charge> charges(List<UsageInterval> usage) {
        return charges(usage, AttemptStarts.of(usage));
    }

    private static List<Charge> charges(List<UsageInterval> usage, AttemptStarts starts) {
        Rater rater = new Rater(
                RandomMonth.tariffs(),
                starts,
                contract -> contract.equals(RandomMonth.ONE) ? 30 : 0,
                RandomMonth.grants());
        return rater.charges(new UsageSet(usage), RandomMonth.PERIOD.interval());
    }

    /** 8 devices from 20:00 to 06:00 at 12.345678: 32 device-hours are 395.061696 and 48 are 592.592544 CNY. */
    @Test
    void a_run_over_midnight_is_two_lines_that_round_once_each() {
        List<UsageInterval> usage = new ArrayList<>();
        for (int device = 0; device < 8; device++) {
            Interval run = new Interval(at("2025-03-10T20:00"), at("2025-03-11T06:00"));
            usage.add(RandomMonth.usage(2, device, run));
        }
        assertThat(charges(usage))
                .extracting(charge -> charge.key().day().toString(), Charge::quantity, Charge::gross)
                .containsExactly(
                        tuple("2025-03-10", new DeviceMillis(32 * 3_600_000L), Money.parseYuan("395.06")),
                        tuple("2025-03-11", new DeviceMillis(48 * 3_600_000L), Money.parseYuan("592.59")));
    }

    @Test
    void the_tariff_the_tier_the_funding_and_the_month_cut_lines() {
        Interval run = new Interval(at("2025-02-28T23:00"), at("2025-03-01T09:00"));
        assertThat(charges(List.of(RandomMonth.usage(1, 0, run))))
                .extracting(
                        charge -> charge.key().tier(), charge -> charge.key().funding(), charge -> charge.gross())
                .containsExactly(
                        tuple("22:00-08:00", "east-25-v", Money.parseYuan("72.80")),
                        tuple("all-day", "east-25-v", Money.parseYuan("16.00")));
    }

    @Test
    void a_contract_without_a_lock_follows_the_price_change() {
        Interval run = new Interval(at("2025-03-15T11:00"), at("2025-03-15T13:00"));
        assertThat(charges(List.of(RandomMonth.usage(12, 0, run))))
                .extracting(charge -> charge.key().tariffVersion(), Charge::gross)
                .containsExactly(tuple("v1", Money.parseYuan("12.35")), tuple("v2", Money.parseYuan("11.00")));
        assertThat(charges(List.of(RandomMonth.usage(2, 0, run))))
                .extracting(charge -> charge.key().tariffVersion(), Charge::gross)
                .containsExactly(tuple("v1", Money.parseYuan("24.69")));
    }

    @Test
    void any_cut_order_and_repetition_of_the_same_time_gives_the_same_charges() {
        for (long seed = 0; seed < 25; seed++) {
            SplittableRandom random = new SplittableRandom(seed);
            List<UsageInterval> usage = RandomMonth.usage(random);
            List<UsageInterval> cut = RandomMonth.cut(usage, random);
            cut.addAll(cut.subList(0, cut.size() / 2));
            cut.sort((one, other) -> one.id().compareTo(other.id()));
            assertThat(charges(cut)).as("seed %d", seed).isEqualTo(charges(usage));
        }
    }

    @Test
    void all_billed_time_of_the_month_is_charged() {
        List<UsageInterval> usage = RandomMonth.usage(new SplittableRandom(5));
        long billed = usage.stream()
                .flatMap(one -> one.interval().intersection(RandomMonth.PERIOD.interval()).stream())
                .mapToLong(Interval::lengthMillis)
                .sum();
        List<DeviceMillis> charged =
                charges(usage).stream().map(Charge::quantity).toList();
        assertThat(DeviceMillis.sum(charged)).isEqualTo(new DeviceMillis(billed));
    }

    @Test
    void parts_of_a_share_sum_to_its_quantity() {
        Interval run = new Interval(at("2025-03-10T20:00") + 1, at("2025-03-12T06:00") + 2);
        UsageInterval whole = RandomMonth.usage(2, 0, run);
        AcceleratorShare share = new AcceleratorShare(3, 7);
        UsageInterval part = new UsageInterval(
                whole.id(),
                whole.job(),
                1,
                whole.tenant(),
                whole.contract(),
                whole.site(),
                whole.node(),
                whole.lane(),
                whole.model(),
                share,
                run,
                share.held(run),
                whole.usageClass(),
                whole.reason(),
                whole.evidenceDigest());
        List<Charge> charges = charges(List.of(part));
        assertThat(charges).hasSize(3);
        assertThat(DeviceMillis.sum(charges.stream().map(Charge::quantity).toList()))
                .isEqualTo(share.held(run));
    }

    @Test
    void one_id_for_two_observations_is_refused() {
        UsageInterval one = RandomMonth.usage(2, 0, new Interval(at("2025-03-10T20:00"), at("2025-03-10T21:00")));
        UsageInterval other = new UsageInterval(
                one.id(),
                one.job(),
                2,
                one.tenant(),
                one.contract(),
                one.site(),
                one.node(),
                one.lane(),
                one.model(),
                one.share(),
                one.interval(),
                one.quantity(),
                one.usageClass(),
                one.reason(),
                one.evidenceDigest());
        assertThatThrownBy(() -> new UsageSet(List.of(one, other))).hasMessageContaining("two observations");
    }
}
