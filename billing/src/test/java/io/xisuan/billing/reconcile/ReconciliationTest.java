package io.xisuan.billing.reconcile;

import static org.assertj.core.api.Assertions.assertThat;

import io.xisuan.billing.RandomMonth;
import io.xisuan.billing.canonical.Sha256;
import io.xisuan.billing.entitlement.EntitlementBook;
import io.xisuan.billing.invoice.Invoice;
import io.xisuan.billing.invoice.InvoicePostings;
import io.xisuan.billing.invoice.Issuing;
import io.xisuan.billing.invoice.JournalCut;
import io.xisuan.billing.invoice.MonthClose;
import io.xisuan.billing.invoice.NumberBook;
import io.xisuan.billing.invoice.PartInput.Recorded;
import io.xisuan.billing.ledger.LedgerBook;
import io.xisuan.billing.ledger.LedgerEntry;
import io.xisuan.billing.subsidy.Postings;
import io.xisuan.billing.usage.UsageInterval;
import io.xisuan.model.BillingPeriod;
import io.xisuan.model.Interval;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** A month from usage to books reconciles to zeros, and whatever one book lacks is named. */
class ReconciliationTest {
    private static final Instant ISSUED = Instant.parse("2025-04-03T02:00:00Z");

    private final List<UsageInterval> usage;
    private final EntitlementBook balances = RandomMonth.balances();
    private final List<Invoice> invoices;
    private final List<LedgerEntry> entries;

    ReconciliationTest() {
        SplittableRandom random = new SplittableRandom(7);
        usage = RandomMonth.usage(random);
        RandomMonth.hold(balances, random);
        MonthClose.Result close = MonthClose.close(
                RandomMonth.input(usage, balances, new JournalCut(1, usage.size(), Sha256.hex("journal"))));
        invoices = Issuing.issue(
                        Issuing.unchanged(close.drafts()), NumberBook.fresh(Map.of(RandomMonth.SUPPLIER, "ZW")), ISSUED)
                .invoices();
        close.drafts()
                .forEach(draft -> Postings.commands(
                                Objects.requireNonNull(close.byContract().get(draft.contract())),
                                draft.seller().supplier(),
                                balances::hold)
                        .forEach(command ->
                                assertThat(balances.apply(command).done()).isTrue()));
        LedgerBook ledger = new LedgerBook();
        invoices.forEach(
                invoice -> InvoicePostings.of(invoice).forEach(set -> ledger.append(set, ISSUED.toEpochMilli())));
        entries = ledger.entries();
    }

    private static List<Recorded> recorded(List<UsageInterval> usage) {
        List<Recorded> recorded = new ArrayList<>();
        usage.forEach(one -> recorded.add(new Recorded(recorded.size() + 1L, one)));
        return recorded;
    }

    private SortedMap<BillingPeriod, Long> cuts() {
        return new TreeMap<>(Map.of(RandomMonth.PERIOD, (long) usage.size()));
    }

    @Test
    void records_past_the_cut_are_late_and_no_difference() {
        List<Recorded> more = new ArrayList<>(recorded(usage));
        UsageInterval known = usage.getFirst();
        more.add(new Recorded(usage.size() + 1L, known));
        assertThat(Reconciliation.late(more, cuts(), invoices))
                .as("a repetition is not late")
                .isEmpty();
        long from = RandomMonth.PERIOD.interval().startMillis();
        more.add(new Recorded(usage.size() + 2L, RandomMonth.usage(19, 3, new Interval(from, from + 3_600_000))));
        assertThat(Reconciliation.usage(more, cuts(), invoices).agrees()).isTrue();
        assertThat(Reconciliation.late(more, cuts(), invoices).values()).containsExactly(3_600_000L);
    }

    @Test
    void a_month_from_usage_to_books_ends_in_zeros() {
        List<Check> checks = List.of(
                Reconciliation.usage(recorded(usage), cuts(), invoices),
                Reconciliation.ledger(invoices, entries),
                Reconciliation.balances(invoices, balances.accounts()),
                Reconciliation.zero(entries));
        assertThat(checks).allSatisfy(check -> {
            assertThat(check.differences()).isEmpty();
            assertThat(check.left()).isEqualTo(check.right()).isPositive();
            assertThat(check.compared()).isPositive();
        });
    }

    @Test
    void usage_that_no_line_holds_is_named_by_contract_and_month() {
        UsageInterval lost =
                usage.stream().filter(UsageInterval::billed).findFirst().orElseThrow();
        List<UsageInterval> less = new ArrayList<>(usage);
        less.removeIf(other -> other.id().equals(lost.id()));
        Check check = Reconciliation.usage(recorded(less), cuts(), invoices);
        assertThat(check.agrees()).isFalse();
        assertThat(check.differences()).singleElement().satisfies(difference -> {
            assertThat(difference.subject()).isEqualTo(lost.contract() + "/" + RandomMonth.PERIOD);
            assertThat(difference.right() - difference.left())
                    .isEqualTo(lost.quantity().value());
        });
    }

    @Test
    void a_document_without_its_entries_is_named_with_each_account() {
        Check check = Reconciliation.ledger(invoices, entries.subList(0, entries.size() - 1));
        assertThat(check.agrees()).isFalse();
        assertThat(check.differences())
                .allSatisfy(difference -> assertThat(difference.subject())
                        .contains(invoices.getLast().number()));
        assertThat(Reconciliation.ledger(invoices.subList(1, invoices.size()), entries)
                        .agrees())
                .isFalse();
    }

    @Test
    void a_deduction_that_was_not_posted_is_named_by_voucher() {
        Check check = Reconciliation.balances(invoices, RandomMonth.balances().accounts());
        assertThat(check.differences()).isNotEmpty();
        assertThat(check.right()).isZero();
    }
}
