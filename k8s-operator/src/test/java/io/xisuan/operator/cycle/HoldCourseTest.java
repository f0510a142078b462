package io.xisuan.operator.cycle;

import static org.assertj.core.api.Assertions.assertThat;

import io.xisuan.billing.entitlement.AccountId;
import io.xisuan.billing.entitlement.Authority;
import io.xisuan.billing.entitlement.Command;
import io.xisuan.billing.entitlement.EntitlementBook;
import io.xisuan.billing.entitlement.Hold;
import io.xisuan.billing.entitlement.HoldOwner;
import io.xisuan.billing.entitlement.LineRequest;
import io.xisuan.billing.programme.Settlement;
import io.xisuan.billing.programme.VatBasis;
import io.xisuan.billing.quote.FreeBalance;
import io.xisuan.billing.quote.WhenMoneyEnds;
import io.xisuan.billing.subsidy.Grant;
import io.xisuan.billing.subsidy.GrantTerms;
import io.xisuan.billing.subsidy.Grants;
import io.xisuan.billing.subsidy.Verdict;
import io.xisuan.billing.tariff.PriceRule;
import io.xisuan.billing.tariff.Tariff;
import io.xisuan.billing.tariff.TariffBook;
import io.xisuan.billing.tariff.TariffBook.Item;
import io.xisuan.billing.tariff.TariffVersion;
import io.xisuan.model.AcceleratorModel;
import io.xisuan.model.AcceleratorShare;
import io.xisuan.model.ContractId;
import io.xisuan.model.HourlyPrice;
import io.xisuan.model.Interval;
import io.xisuan.model.Money;
import io.xisuan.model.ProgrammeId;
import io.xisuan.model.Rate;
import io.xisuan.model.SiteId;
import io.xisuan.model.SupplierId;
import io.xisuan.model.TenantId;
import io.xisuan.model.VoucherId;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** One device at 10.00 an hour, half of it paid by a voucher: 5.00 are needed for each hour. */
class HoldCourseTest {
    private static final long HOUR = 3_600_000;
    private static final Interval YEAR =
            Interval.between(Instant.parse("2024-12-31T16:00:00Z"), Instant.parse("2025-12-31T16:00:00Z"));
    private static final long START = Instant.parse("2025-03-03T00:00:00Z").toEpochMilli();
    private static final Item ITEM = new Item(new SiteId("west"), AcceleratorModel.NVIDIA_H800);
    private static final ContractId CONTRACT = new ContractId("c-1");
    private static final AccountId VOUCHER = AccountId.voucher(new ProgrammeId("p"), new VoucherId("v"));
    private static final HoldOwner OWNER = new HoldOwner(new SupplierId("s"), "uid", 1);

    private final EntitlementBook book = new EntitlementBook();

    @Test
    void a_hold_that_lasts_another_six_hours_is_left_alone() {
        hold("1000", "50");
        assertThat(next(4)).isInstanceOf(HoldCourse.Next.Enough.class);
        assertThat(next(5)).isInstanceOf(HoldCourse.Next.Extend.class);
    }

    @Test
    void a_run_that_is_killed_at_a_time_is_covered_to_then_and_no_further() {
        hold("1000", "50");
        assertThat(next(9, START + 10 * HOUR)).isInstanceOf(HoldCourse.Next.Enough.class);
        assertThat(next(9, START + 12 * HOUR)).isEqualTo(extend("10"));
    }

    @Test
    void a_hold_is_extended_by_a_day_before_it_runs_out() {
        hold("1000", "50");
        assertThat(next(10)).isEqualTo(extend("120"));
    }

    @Test
    void what_is_left_is_added_when_it_is_less_than_a_day() {
        hold("80", "50");
        assertThat(next(10)).isEqualTo(extend("30"));
    }

    @Test
    void it_is_used_up_only_when_the_grace_would_pass_it() {
        hold("50", "50");
        assertThat(next(4)).isInstanceOf(HoldCourse.Next.Enough.class);
        assertThat(next(9)).isInstanceOf(HoldCourse.Next.Scarce.class);
        assertThat(next(10)).isInstanceOf(HoldCourse.Next.UsedUp.class);
    }

    @Test
    void an_unwatched_run_is_covered_as_far_as_what_is_held_and_what_could_be_added_reach() {
        hold("80", "50");
        assertThat(coveredUntil(10)).isEqualTo(START + 10 * HOUR);
        // 80.00 last for 16 hours, and a rounded half of a fen for four seconds more.
        assertThat(coveredUntil(17)).isEqualTo(START + 16 * HOUR + 4_000);
        assertThat(coveredUntil(400)).isEqualTo(START + 16 * HOUR + 4_000);
    }

    private long coveredUntil(long hours) {
        Grants grants = new Grants(List.of(grant("p", "v", 50, List.of(VOUCHER))));
        return new HoldCourse(tariffs(), grants, FreeBalance.of(book))
                .coveredUntil(
                        new HoldCourse.Run(terms(), ITEM, 1, START, START + hours * HOUR, 0),
                        book.hold(OWNER.holdId()).orElseThrow());
    }

    /** Both would add a day; the cap above them bears 20.00 more, and all of it goes to the first. */
    @Test
    void two_vouchers_under_one_cap_are_extended_by_no_more_than_it_bears() {
        AccountId other = AccountId.voucher(new ProgrammeId("r"), new VoucherId("w"));
        AccountId cap = AccountId.cap(new ProgrammeId("p"), new TenantId("t"), 2025);
        for (AccountId account : List.of(VOUCHER, other)) {
            book.apply(new Command.Open("o " + account, account, Authority.OURS, Money.parseYuan("1000")));
        }
        book.apply(new Command.Open("cap", cap, Authority.OURS, Money.parseYuan("72")));
        List<LineRequest> lines = List.of(
                new LineRequest(List.of(VOUCHER, cap), Money.parseYuan("31")),
                new LineRequest(List.of(other, cap), Money.parseYuan("21")));
        book.apply(new Command.Place("p", OWNER, "q", lines, 0));
        Grants both = new Grants(
                List.of(grant("p", "v", 30, List.of(VOUCHER, cap)), grant("r", "w", 20, List.of(other, cap))));
        assertThat(next(10, both))
                .isEqualTo(new HoldCourse.Next.Extend(
                        List.of(new LineRequest(List.of(VOUCHER, cap), Money.parseYuan("20")))));
    }

    private void hold(String granted, String held) {
        book.apply(new Command.Open("o", VOUCHER, Authority.OURS, Money.parseYuan(granted)));
        book.apply(new Command.Place(
                "p", OWNER, "q", List.of(new LineRequest(List.of(VOUCHER), Money.parseYuan(held))), 0));
    }

    private HoldCourse.Next next(long hours) {
        return next(hours, new Grants(List.of(grant("p", "v", 50, List.of(VOUCHER)))));
    }

    private HoldCourse.Next next(long hours, long killMillis) {
        Grants grants = new Grants(List.of(grant("p", "v", 50, List.of(VOUCHER))));
        HoldCourse course = new HoldCourse(tariffs(), grants, FreeBalance.of(book));
        return course.next(
                new HoldCourse.Run(
                        terms(), ITEM, 1, AcceleratorShare.WHOLE, START, START + hours * HOUR, 60_000, killMillis),
                book.hold(OWNER.holdId()).orElseThrow());
    }

    private static JobTerms terms() {
        return new JobTerms(CONTRACT, YEAR, 30, new SupplierId("s"), Rate.ZERO, Optional.empty(), WhenMoneyEnds.PAUSE);
    }

    private HoldCourse.Next next(long hours, Grants grants) {
        HoldCourse course = new HoldCourse(tariffs(), grants, FreeBalance.of(book));
        Hold hold = book.hold(OWNER.holdId()).orElseThrow();
        return course.next(new HoldCourse.Run(terms(), ITEM, 1, START, START + hours * HOUR, 60_000), hold);
    }

    private static HoldCourse.Next extend(String amount) {
        return new HoldCourse.Next.Extend(List.of(new LineRequest(List.of(VOUCHER), Money.parseYuan(amount))));
    }

    private static TariffBook tariffs() {
        return new TariffBook(List.of(new Tariff(
                "list",
                List.of(new TariffVersion(
                        "v1",
                        YEAR,
                        Rate.percent(6),
                        List.of(PriceRule.allDay(ITEM.site(), ITEM.model(), HourlyPrice.parse("10"))))))));
    }

    private static GrantTerms grant(String programme, String voucher, int percent, List<AccountId> accounts) {
        return GrantTerms.alone(
                new Grant(new ProgrammeId(programme), new VoucherId(voucher), "1", "Bureau"),
                CONTRACT,
                Settlement.PROVIDER_CLAIM,
                VatBasis.WITH_VAT,
                YEAR,
                accounts,
                0,
                Map.of(ITEM, new Verdict.Covered(Rate.percent(percent), "a part")));
    }
}
