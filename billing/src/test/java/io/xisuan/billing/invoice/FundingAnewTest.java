package io.xisuan.billing.invoice;

import static org.assertj.core.api.Assertions.assertThat;

import io.xisuan.billing.RandomMonth;
import io.xisuan.billing.canonical.Sha256;
import io.xisuan.billing.programme.Settlement;
import io.xisuan.billing.rating.Charge;
import io.xisuan.billing.rating.LineKey;
import io.xisuan.billing.rating.LostWorkFindings;
import io.xisuan.billing.subsidy.Allocation;
import io.xisuan.billing.subsidy.Bound;
import io.xisuan.billing.subsidy.GrantTerms;
import io.xisuan.billing.subsidy.Grants;
import io.xisuan.billing.subsidy.SubsidisedCharge;
import io.xisuan.billing.subsidy.Verdict;
import io.xisuan.billing.usage.AttemptKey;
import io.xisuan.billing.usage.Component;
import io.xisuan.model.AcceleratorModel;
import io.xisuan.model.BillingPeriod;
import io.xisuan.model.DeviceMillis;
import io.xisuan.model.HourlyPrice;
import io.xisuan.model.Money;
import io.xisuan.model.Rate;
import io.xisuan.model.TenantId;
import io.xisuan.model.VoucherId;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class FundingAnewTest {
    private static final GrantTerms FIRST = grant("first");
    private static final GrantTerms SECOND = grant("second");
    private static final LocalDate DAY = LocalDate.of(2025, 3, 9);
    private static final LineKey LINE = new LineKey(
            RandomMonth.ONE,
            new AttemptKey(RandomMonth.job(2), 1),
            Component.COMPUTE,
            RandomMonth.WEST,
            AcceleratorModel.NVIDIA_H800,
            "v1",
            "all-day",
            "first-v+second-v",
            DAY);

    private static GrantTerms grant(String programme) {
        return RandomMonth.terms(
                programme,
                RandomMonth.ONE,
                Settlement.PROVIDER_CLAIM,
                Map.of(RandomMonth.AT_WEST, new Verdict.Covered(Rate.percent(50), "half of the fee")));
    }

    /** A line of which the first voucher paid 50.00 and the second one 30.00, both claimed and frozen. */
    private static List<Allocation> pinned(Money gross, List<Allocation> found) {
        SortedMap<VoucherId, Money> pins = new TreeMap<>(Map.of(
                FIRST.grant().voucher(), Money.parseYuan("50"), SECOND.grant().voucher(), Money.parseYuan("30")));
        JournalCut cut = new JournalCut(1, 9, Sha256.hex("record 9"));
        ReratingInput input = new ReratingInput(
                RandomMonth.PERIOD,
                List.of(),
                List.of(cut),
                true,
                cut,
                new PartInput.Prices(
                        RandomMonth.tariffs(), RandomMonth.contracts(), new Grants(List.of(FIRST, SECOND))),
                RandomMonth.balances(),
                attempt -> List.of(),
                List.of(),
                LostWorkFindings.NONE,
                new TreeMap<>(Map.of(LINE, pins)),
                new TreeMap<>(),
                1);
        Charge charge = new Charge(
                LINE,
                new TenantId("t-1"),
                BillingPeriod.startOfDayMillis(DAY),
                new DeviceMillis(DeviceMillis.PER_HOUR),
                new HourlyPrice(gross.fen() * 10_000),
                Rate.percent(6));
        return new FundingAnew(input, new TreeSet<>(), new TreeSet<>())
                .pinned(List.of(new SubsidisedCharge(charge, found)))
                .getFirst()
                .allocations();
    }

    private static Allocation given(GrantTerms terms, String yuan) {
        Money amount = Money.parseYuan(yuan);
        return new Allocation(terms, amount, amount, amount, Bound.NONE, List.of());
    }

    /** The second voucher has nothing left by now; its frozen claim stands, and the first one is not asked for more. */
    @Test
    void each_voucher_keeps_what_it_paid_of_a_pinned_line() {
        List<Allocation> fixed = pinned(Money.parseYuan("100"), List.of(given(FIRST, "50")));
        assertThat(fixed).containsExactly(given(FIRST, "50"), given(SECOND, "30"));
        assertThat(pinned(Money.parseYuan("100"), List.of(given(SECOND, "50")))).isEqualTo(fixed);
    }

    @Test
    void a_pinned_line_of_less_than_was_deducted_keeps_no_more_than_its_gross() {
        assertThat(pinned(Money.parseYuan("60"), List.of(given(FIRST, "30"))))
                .containsExactly(given(FIRST, "50"), given(SECOND, "10"));
    }
}
