package io.xisuan.billing.invoice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.groups.Tuple.tuple;

import io.xisuan.billing.RandomMonth;
import io.xisuan.billing.canonical.Sha256;
import io.xisuan.billing.rating.AttemptStarts;
import io.xisuan.billing.rating.LostWorkFinding;
import io.xisuan.billing.rating.LostWorkFindings;
import io.xisuan.billing.rating.UsageSet;
import io.xisuan.billing.subsidy.FundingBounds;
import io.xisuan.billing.tariff.Commitment;
import io.xisuan.billing.tariff.LostWork;
import io.xisuan.billing.tariff.LostWorkCause;
import io.xisuan.billing.tariff.LostWorkCredit;
import io.xisuan.billing.tariff.PriceRule;
import io.xisuan.billing.tariff.Tariff;
import io.xisuan.billing.tariff.TariffBook;
import io.xisuan.billing.tariff.TariffVersion;
import io.xisuan.billing.tariff.VersionTerms;
import io.xisuan.billing.usage.Component;
import io.xisuan.billing.usage.UsageInterval;
import io.xisuan.model.AcceleratorModel;
import io.xisuan.model.DeviceMillis;
import io.xisuan.model.HourlyPrice;
import io.xisuan.model.Interval;
import io.xisuan.model.Money;
import io.xisuan.model.Rate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class CommitmentTest {
    private static final long HOUR = DeviceMillis.PER_HOUR;

    /** 10 yuan an hour; 100 committed hours of which each unused one costs 4; at least 1,000 yuan a month. */
    private static final TariffBook TARIFFS = new TariffBook(List.of(new Tariff(
            "list",
            List.of(new TariffVersion(
                    "v1",
                    RandomMonth.YEAR,
                    Rate.percent(6),
                    List.of(PriceRule.allDay(RandomMonth.WEST, AcceleratorModel.NVIDIA_H800, HourlyPrice.parse("10"))),
                    new VersionTerms(
                            List.of(),
                            new Commitment(
                                    Money.parseYuan("1000"), new DeviceMillis(100 * HOUR), HourlyPrice.parse("4")),
                            LostWork.of(Map.of(LostWorkCause.OWNER_RECLAIM, LostWorkCredit.SINCE_CHECKPOINT))))))));

    private static UsageInterval run(long hours) {
        long from = RandomMonth.at("2025-03-10T00:00");
        return RandomMonth.usage(2, 0, new Interval(from, from + hours * HOUR));
    }

    private static InvoiceDraft draft(List<UsageInterval> usage, LostWorkFindings credits, boolean last) {
        CloseInput input = new CloseInput(
                RandomMonth.PERIOD,
                new UsageSet(usage),
                AttemptStarts.of(usage),
                TARIFFS,
                RandomMonth.contracts(),
                RandomMonth.grants(),
                FundingBounds.of(RandomMonth.balances()),
                Map.of(),
                credits,
                last ? Optional.of(new UsageSet(usage)) : Optional.empty(),
                new JournalCut(1, 9, Sha256.hex("journal")));
        return MonthClose.close(input).drafts().getFirst();
    }

    /** 20 hours are 200.00; 80 unused ones 320.00; 480.00 are then missing to 1,000.00. */
    @Test
    void what_is_not_used_of_a_commitment_is_a_line_that_nobody_subsidises() {
        InvoiceDraft draft = draft(List.of(run(20)), LostWorkFindings.NONE, true);
        assertThat(draft.lines())
                .extracting(InvoiceLine::component, InvoiceLine::tier, InvoiceLine::gross, InvoiceLine::subsidy)
                .containsExactly(
                        tuple(Component.COMPUTE, "all-day", Money.parseYuan("200"), Money.ZERO),
                        tuple(Component.COMMITMENT, "to-minimum-charge", Money.parseYuan("480"), Money.ZERO),
                        tuple(Component.COMMITMENT, "unused-commitment", Money.parseYuan("320"), Money.ZERO));
        assertThat(draft.gross()).isEqualTo(Money.parseYuan("1000"));
        assertThat(draft.tax()).isEqualTo(Vat.contained(Money.parseYuan("1000"), Rate.percent(6)));
        assertThat(draft.notConfirmed()).noneMatch(open -> open.missing().contains("no verdict"));
    }

    @Test
    void a_part_that_others_follow_settles_no_commitment() {
        assertThat(draft(List.of(run(20)), LostWorkFindings.NONE, false).gross())
                .isEqualTo(Money.parseYuan("200"));
    }

    @Test
    void who_uses_all_that_was_committed_to_owes_no_more() {
        assertThat(draft(List.of(run(120)), LostWorkFindings.NONE, true).lines())
                .allMatch(line -> line.component() == Component.COMPUTE);
    }

    /** Five of 120 hours were lost when the owner took its devices back: 1,150.00 are left. */
    @Test
    void lost_work_is_credited_as_far_as_the_price_list_says() {
        UsageInterval run = run(120);
        long until = run.interval().endMillis();
        LostWorkFindings reclaimed = findings(run, LostWorkCause.OWNER_RECLAIM, until - 5 * HOUR);
        InvoiceDraft draft = draft(List.of(run), reclaimed, true);
        assertThat(draft.gross()).isEqualTo(Money.parseYuan("1150"));
        assertThat(draft.lines().stream()
                        .filter(line -> line.tier().equals("credited:owner-reclaim"))
                        .map(InvoiceLine::quantity)
                        .toList())
                .containsExactly(new DeviceMillis(5 * HOUR));
        LostWorkFindings fault = findings(run, LostWorkCause.NODE_FAULT, until - 5 * HOUR);
        assertThat(draft(List.of(run), fault, true).gross()).isEqualTo(Money.parseYuan("1200"));
    }

    /** 100 hours are 1,000.00, of which 50.00 are credited for lost work: that is not asked back as a minimum charge. */
    @Test
    void a_credit_for_lost_work_counts_towards_the_minimum_charge() {
        UsageInterval run = run(100);
        long until = run.interval().endMillis();
        LostWorkFindings reclaimed = findings(run, LostWorkCause.OWNER_RECLAIM, until - 5 * HOUR);
        InvoiceDraft draft = draft(List.of(run), reclaimed, true);
        assertThat(draft.gross()).isEqualTo(Money.parseYuan("950"));
        assertThat(draft.lines()).allMatch(line -> line.component() == Component.COMPUTE);
    }

    /** 20 hours, then 21, then 22: the minimum charge is corrected twice, each time at another price. */
    @Test
    void a_minimum_charge_is_corrected_as_often_as_usage_comes_late() {
        Invoice invoice = new Invoice(
                "ZW-2025-000001",
                Instant.parse("2025-04-03T02:00:00Z"),
                draft(List.of(run(20)), LostWorkFindings.NONE, true));
        List<Invoice> notes = new ArrayList<>();
        for (int hours : List.of(21, 22)) {
            InvoiceDraft fresh = draft(List.of(run(hours)), LostWorkFindings.NONE, true);
            InvoiceDraft note =
                    UsageNotes.of(invoice, notes, fresh, "late usage").orElseThrow();
            notes.add(new Invoice("N-" + hours, invoice.issuedAt(), note));
            assertThat(Standing.of(invoice, notes).gross()).isEqualTo(fresh.gross());
        }
    }

    private static LostWorkFindings findings(UsageInterval run, LostWorkCause cause, long fromMillis) {
        return new LostWorkFindings(List.of(new LostWorkFinding(
                run.job().uid(),
                run.attempt(),
                cause,
                new Interval(fromMillis, run.interval().endMillis()),
                "checkpoint log",
                "li",
                "wang")));
    }
}
