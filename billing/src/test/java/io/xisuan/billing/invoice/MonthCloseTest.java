package io.xisuan.billing.invoice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.xisuan.billing.RandomMonth;
import io.xisuan.billing.claim.Deduction;
import io.xisuan.billing.claim.Deductions;
import io.xisuan.billing.entitlement.Account;
import io.xisuan.billing.entitlement.AccountId;
import io.xisuan.billing.entitlement.Command;
import io.xisuan.billing.entitlement.EntitlementBook;
import io.xisuan.billing.ledger.Accounts;
import io.xisuan.billing.ledger.LedgerBook;
import io.xisuan.billing.subsidy.Postings;
import io.xisuan.billing.usage.UsageInterval;
import io.xisuan.model.DeviceMillis;
import io.xisuan.model.InputException;
import io.xisuan.model.Interval;
import io.xisuan.model.Money;
import io.xisuan.model.ProgrammeId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

class MonthCloseTest {
    private static final Instant ISSUED = Instant.parse("2025-04-03T02:00:00Z");

    /** One closed month with everything that follows from it. */
    private record Closed(EntitlementBook book, MonthClose.Result result, List<Invoice> invoices) {
        static Closed of(long seed) {
            SplittableRandom random = new SplittableRandom(seed);
            List<UsageInterval> usage = RandomMonth.usage(random);
            EntitlementBook book = RandomMonth.balances();
            RandomMonth.hold(book, random);
            MonthClose.Result result = MonthClose.close(RandomMonth.input(usage, book));
            return new Closed(book, result, issue(result.drafts()).invoices());
        }
    }

    private static Issuing.Issued issue(List<InvoiceDraft> drafts) {
        NumberBook numbers = NumberBook.fresh(Map.of(RandomMonth.SUPPLIER, "ZW"));
        return Issuing.issue(Issuing.unchanged(drafts), numbers, ISSUED);
    }

    @Test
    void order_and_repetition_of_usage_give_the_same_bytes() {
        for (long seed = 0; seed < 10; seed++) {
            SplittableRandom random = new SplittableRandom(seed);
            List<UsageInterval> usage = RandomMonth.usage(random);
            EntitlementBook book = RandomMonth.balances();
            RandomMonth.hold(book, random);
            List<UsageInterval> shuffled = new ArrayList<>(usage);
            shuffled.addAll(usage.subList(0, 10));
            shuffled.sort((one, other) -> other.id().compareTo(one.id()));
            assertThat(documents(shuffled, book)).as("seed %d", seed).isEqualTo(documents(usage, book));
        }
    }

    private static List<String> documents(List<UsageInterval> usage, EntitlementBook book) {
        List<InvoiceDraft> drafts =
                MonthClose.close(RandomMonth.input(usage, book)).drafts();
        return issue(drafts).invoices().stream()
                .map(invoice -> InvoiceDocument.of(invoice).json())
                .toList();
    }

    @Test
    void any_cut_of_the_time_gives_the_same_lines_and_totals() {
        for (long seed = 0; seed < 15; seed++) {
            SplittableRandom random = new SplittableRandom(seed);
            List<UsageInterval> usage = RandomMonth.usage(random);
            EntitlementBook book = RandomMonth.balances();
            RandomMonth.hold(book, random);
            MonthClose.Result whole = MonthClose.close(RandomMonth.input(usage, book));
            MonthClose.Result cut = MonthClose.close(RandomMonth.input(RandomMonth.cut(usage, random), book));
            assertThat(cut.charges()).as("seed %d", seed).isEqualTo(whole.charges());
            for (int i = 0; i < whole.drafts().size(); i++) {
                assertThat(cut.drafts().get(i).lines())
                        .isEqualTo(whole.drafts().get(i).lines());
                assertThat(cut.drafts().get(i).vat())
                        .isEqualTo(whole.drafts().get(i).vat());
            }
        }
    }

    @Test
    void every_line_splits_exactly_and_all_billed_time_is_invoiced() {
        for (long seed = 0; seed < 15; seed++) {
            Closed closed = Closed.of(seed);
            long millis = 0;
            for (Invoice invoice : closed.invoices()) {
                for (InvoiceLine line : invoice.lines()) {
                    assertThat(line.customer().plus(line.subsidy())).isEqualTo(line.gross());
                    millis += line.quantity().value();
                }
                assertThat(invoice.payableNow().plus(invoice.subsidy())).isEqualTo(invoice.gross());
                assertThat(invoice.net().plus(invoice.tax())).isEqualTo(invoice.gross());
                assertThat(invoice.tax())
                        .isEqualTo(Vat.contained(
                                invoice.gross(), invoice.vat().getFirst().rate()));
            }
            assertThat(closed.result().billed()).isEqualTo(new DeviceMillis(millis));
            JobAmounts jobs = closed.result().byJob().values().stream()
                    .reduce(JobAmounts::plus)
                    .orElseThrow();
            assertThat(jobs.gross()).isEqualTo(sum(closed.invoices(), Invoice::gross));
            assertThat(jobs.customer()).isEqualTo(sum(closed.invoices(), Invoice::payableNow));
            assertThat(jobs.reimbursable()).isEqualTo(sum(closed.invoices(), Invoice::expectedLaterTotal));
        }
    }

    private static Money sum(List<Invoice> invoices, Function<Invoice, Money> amount) {
        return invoices.stream().map(amount).reduce(Money.ZERO, Money::plus);
    }

    @Test
    void what_was_deducted_is_posted_to_the_holds_and_repeating_it_changes_nothing() {
        for (long seed = 0; seed < 15; seed++) {
            Closed closed = Closed.of(seed);
            EntitlementBook book = closed.book();
            List<Command> commands = Postings.commands(closed.result().charges(), RandomMonth.SUPPLIER, book::hold);
            assertThat(commands)
                    .allSatisfy(
                            command -> assertThat(book.apply(command).done()).isTrue());
            Map<AccountId, Account> after = book.accounts();
            commands.forEach(book::apply);
            assertThat(book.accounts()).isEqualTo(after);
            AccountId voucher = RandomMonth.grants()
                    .of(RandomMonth.ONE)
                    .getFirst()
                    .accounts()
                    .getFirst();
            Money deducted = sum(closed.invoices(), Invoice::subsidy);
            assertThat(book.account(voucher).orElseThrow().posted()).isEqualTo(deducted);
            assertThat(deducted.isPositive()).isTrue();
        }
    }

    @Test
    void the_books_balance_and_what_can_be_claimed_is_what_vouchers_paid() {
        for (long seed = 0; seed < 15; seed++) {
            Closed closed = Closed.of(seed);
            LedgerBook ledger = new LedgerBook();
            closed.invoices().forEach(invoice -> InvoicePostings.of(invoice).forEach(set -> ledger.append(set, 1)));
            assertThat(ledger.balances().values().stream().reduce(Money.ZERO, Money::plus))
                    .isEqualTo(Money.ZERO);
            assertThat(ledger.balance(Accounts.unbilled(RandomMonth.ONE))).isEqualTo(Money.ZERO);
            Money claimable = closed.invoices().stream()
                    .flatMap(invoice -> Deductions.of(invoice).stream())
                    .map(Deduction::amount)
                    .reduce(Money.ZERO, Money::plus);
            assertThat(ledger.balance(Accounts.governmentReceivable(new ProgrammeId("west-30"))))
                    .isEqualTo(claimable);
        }
    }

    @Test
    void numbers_have_no_gaps_and_start_anew_each_year() {
        List<InvoiceDraft> drafts = Closed.of(1).result().drafts();
        Issuing.Issued first = issue(drafts);
        assertThat(first.invoices()).extracting(Invoice::number).containsExactly("ZW-2025-000001", "ZW-2025-000002");
        Issuing.Issued second = Issuing.issue(Issuing.unchanged(drafts), first.numbers(), ISSUED);
        assertThat(second.invoices()).extracting(Invoice::number).containsExactly("ZW-2025-000003", "ZW-2025-000004");
        Instant newYear = Instant.parse("2025-12-31T16:00:00Z");
        assertThat(Issuing.issue(Issuing.unchanged(drafts), second.numbers(), newYear)
                        .invoices()
                        .getFirst()
                        .number())
                .isEqualTo("ZW-2026-000001");
    }

    @Test
    void only_the_draft_that_was_reviewed_is_issued() {
        List<InvoiceDraft> drafts = Closed.of(1).result().drafts();
        Issuing.Reviewed wrong = new Issuing.Reviewed(drafts.get(1), InvoiceDocument.draftDigest(drafts.get(0)));
        NumberBook numbers = NumberBook.fresh(Map.of(RandomMonth.SUPPLIER, "ZW"));
        assertThatThrownBy(() -> Issuing.issue(List.of(wrong), numbers, ISSUED))
                .hasMessageContaining("not the one that was reviewed");
    }

    @Test
    void an_unknown_programme_is_listed_and_not_counted() {
        Invoice invoice = Closed.of(2).invoices().get(1);
        assertThat(invoice.contract()).isEqualTo(RandomMonth.TWO);
        assertThat(invoice.notConfirmed())
                .isNotEmpty()
                .allSatisfy(open -> assertThat(open.programme()).isEqualTo(new ProgrammeId("open")));
        assertThat(invoice.payableNow()).isEqualTo(invoice.gross());
    }

    @Test
    void usage_of_an_unknown_contract_is_refused_by_name() {
        Interval run = new Interval(RandomMonth.at("2025-03-10T20:00"), RandomMonth.at("2025-03-10T21:00"));
        CloseInput input = RandomMonth.input(List.of(RandomMonth.usage(2, 0, run)), RandomMonth.balances());
        CloseInput unknown = new CloseInput(
                input.period(),
                input.usage(),
                input.starts(),
                input.tariffs(),
                Map.of(),
                input.grants(),
                input.bounds(),
                input.cut());
        assertThatThrownBy(() -> MonthClose.close(unknown))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("c-1");
    }
}
