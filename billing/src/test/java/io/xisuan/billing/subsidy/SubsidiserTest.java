package io.xisuan.billing.subsidy;

import static io.xisuan.billing.RandomMonth.AT_EAST;
import static io.xisuan.billing.RandomMonth.AT_WEST;
import static io.xisuan.billing.RandomMonth.ONE;
import static io.xisuan.billing.RandomMonth.at;
import static org.assertj.core.api.Assertions.assertThat;

import io.xisuan.billing.RandomMonth;
import io.xisuan.billing.entitlement.AccountId;
import io.xisuan.billing.programme.Settlement;
import io.xisuan.billing.programme.VatBasis;
import io.xisuan.billing.rating.Charge;
import io.xisuan.billing.rating.LineKey;
import io.xisuan.billing.subsidy.FundingBounds.Draw;
import io.xisuan.billing.tariff.TariffBook.Item;
import io.xisuan.billing.usage.AttemptKey;
import io.xisuan.billing.usage.Component;
import io.xisuan.model.DeviceMillis;
import io.xisuan.model.HourlyPrice;
import io.xisuan.model.Interval;
import io.xisuan.model.Money;
import io.xisuan.model.Rate;
import io.xisuan.model.TenantId;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class SubsidiserTest {
    private static final GrantTerms WEST = RandomMonth.grants().of(ONE).get(0);
    private static final GrantTerms EAST = RandomMonth.grants().of(ONE).get(1);

    /** 30 % of 1.01, 2.02, 3.04 and 3.34 are 0.303, 0.606, 0.912 and 1.002: the lines get the steps of 0.30, 0.60, 0.91, 1.00. */
    @Test
    void a_month_comes_to_the_floor_of_the_whole() {
        List<SubsidisedCharge> given =
                subsidised(List.of(charge(1, 101), charge(2, 101), charge(3, 102), charge(4, 30)));
        assertThat(given).extracting(SubsidisedCharge::subsidy).containsExactly(fen(30), fen(30), fen(31), fen(9));
        assertThat(given).extracting(SubsidisedCharge::customer).containsExactly(fen(71), fen(71), fen(71), fen(21));
    }

    /** 25 % of 106.00 without 6 % VAT are 25 % of 100.00. */
    @Test
    void what_is_paid_later_leaves_the_customer_the_gross() {
        SubsidisedCharge given = subsidised(List.of(charge(1, 10_600, AT_EAST))).getFirst();
        assertThat(given.customer()).isEqualTo(fen(10_600));
        assertThat(given.subsidy()).isEqualTo(Money.ZERO);
        assertThat(given.reimbursable()).isEqualTo(fen(2_500));
    }

    @Test
    void each_balance_and_the_hold_bound_a_line() {
        for (AccountId account : WEST.accounts()) {
            Map<AccountId, Money> remaining = plenty();
            remaining.put(account, fen(50));
            List<SubsidisedCharge> given = Subsidiser.subsidised(
                    List.of(charge(1, 100), charge(2, 100)),
                    RandomMonth.grants(),
                    new FundingBounds(remaining, held(1_000)));
            assertThat(given).extracting(SubsidisedCharge::subsidy).containsExactly(fen(30), fen(20));
        }
        List<SubsidisedCharge> given = Subsidiser.subsidised(
                List.of(charge(1, 100), charge(2, 100)), RandomMonth.grants(), new FundingBounds(plenty(), held(17)));
        assertThat(given).extracting(SubsidisedCharge::subsidy).containsExactly(fen(17), fen(17));
    }

    @Test
    void without_a_hold_nothing_is_deducted() {
        List<SubsidisedCharge> given = Subsidiser.subsidised(
                List.of(charge(1, 100)), RandomMonth.grants(), new FundingBounds(plenty(), Map.of()));
        assertThat(given.getFirst().subsidy()).isEqualTo(Money.ZERO);
    }

    @Test
    void a_second_voucher_of_a_programme_takes_only_what_the_first_left() {
        GrantTerms second = GrantTerms.alone(
                new Grant(WEST.grant().programme(), EAST.grant().voucher(), "2", "payer"),
                ONE,
                Settlement.PROVIDER_CLAIM,
                VatBasis.WITH_VAT,
                new Interval(WEST.validity().startMillis(), WEST.validity().endMillis() + 1),
                List.of(EAST.accounts().getFirst()),
                0,
                Map.of(AT_WEST, new Verdict.Covered(Rate.percent(30), "")));
        Map<AccountId, Money> remaining = plenty();
        remaining.put(WEST.accounts().getFirst(), fen(10));
        Map<Draw, Money> held = new HashMap<>(held(1_000));
        held.put(
                new Draw(List.of(EAST.accounts().getFirst()), RandomMonth.job(1).uid(), 1), fen(1_000));
        SubsidisedCharge given = Subsidiser.subsidised(
                        List.of(charge(1, 100)), new Grants(List.of(second, WEST)), new FundingBounds(remaining, held))
                .getFirst();
        assertThat(given.allocations()).extracting(Allocation::amount).containsExactly(fen(10), fen(20));
    }

    @Test
    void an_unknown_verdict_gives_nothing() {
        GrantTerms open = RandomMonth.terms("open", ONE, Settlement.PROVIDER_CLAIM, Map.of());
        SubsidisedCharge given = Subsidiser.subsidised(
                        List.of(charge(1, 100)), new Grants(List.of(open)), new FundingBounds(plenty(), held(1_000)))
                .getFirst();
        assertThat(given.allocations()).isEmpty();
    }

    @Test
    void no_line_gets_more_than_its_gross_and_no_month_more_than_its_share() {
        for (long seed = 0; seed < 200; seed++) {
            SplittableRandom random = new SplittableRandom(seed);
            List<Charge> charges = new ArrayList<>();
            long total = 0;
            for (int i = 0; i < 30; i++) {
                long gross = random.nextLong(random.nextBoolean() ? 3 : 5_000);
                total += gross;
                charges.add(charge(i, gross));
            }
            List<SubsidisedCharge> given = subsidised(charges);
            long sum = 0;
            for (SubsidisedCharge one : given) {
                assertThat(one.customer().isNegative()).as("seed %d", seed).isFalse();
                assertThat(one.customer().plus(one.subsidy()))
                        .isEqualTo(one.charge().gross());
                sum += one.subsidy().fen();
            }
            assertThat(sum).as("seed %d", seed).isEqualTo(total * 30 / 100);
        }
    }

    private static List<SubsidisedCharge> subsidised(List<Charge> charges) {
        return Subsidiser.subsidised(charges, RandomMonth.grants(), new FundingBounds(plenty(), held(1_000_000)));
    }

    private static Map<AccountId, Money> plenty() {
        Map<AccountId, Money> remaining = new HashMap<>();
        WEST.accounts().forEach(account -> remaining.put(account, fen(1_000_000_000)));
        EAST.accounts().forEach(account -> remaining.put(account, fen(1_000_000_000)));
        return remaining;
    }

    private static Map<Draw, Money> held(long fenEach) {
        Map<Draw, Money> held = new HashMap<>();
        for (int number = 0; number < 40; number++) {
            held.put(new Draw(WEST.accounts(), RandomMonth.job(number).uid(), 1), fen(fenEach));
        }
        return held;
    }

    private static Charge charge(int number, long fen) {
        return charge(number, fen, AT_WEST);
    }

    /** One device-hour at a price that is the wanted gross. */
    private static Charge charge(int number, long fen, Item item) {
        LineKey key = new LineKey(
                ONE,
                new AttemptKey(RandomMonth.job(number), 1),
                Component.COMPUTE,
                item.site(),
                item.model(),
                "v1",
                "all-day",
                "any",
                LocalDate.of(2025, 3, 3));
        return new Charge(
                key,
                new TenantId("t-1"),
                at("2025-03-03T10:00"),
                new DeviceMillis(3_600_000),
                new HourlyPrice(fen * 10_000),
                Rate.percent(6));
    }

    private static Money fen(long fen) {
        return Money.ofFen(fen);
    }
}
