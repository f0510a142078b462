package io.xisuan.billing.store;

import static io.xisuan.billing.store.MoneyFixture.TENANT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.xisuan.billing.RandomMonth;
import io.xisuan.billing.invoice.Invoice;
import io.xisuan.billing.invoice.InvoiceDraft;
import io.xisuan.billing.invoice.InvoiceLine;
import io.xisuan.billing.party.OwnerTermsCsv;
import io.xisuan.billing.payment.Recorded;
import io.xisuan.billing.receivable.Allocation;
import io.xisuan.billing.receivable.OpenItem;
import io.xisuan.billing.report.AsOf;
import io.xisuan.billing.report.BalanceReport;
import io.xisuan.billing.statement.OwnerStatement;
import io.xisuan.billing.statement.Statement;
import io.xisuan.billing.usage.Component;
import io.xisuan.model.Money;
import io.xisuan.model.Rate;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Reports and statements over a store in which people go on working. */
@Tag("postgresql")
class ReportTest {
    private static final LocalDate FIRST = LocalDate.of(2025, 4, 1);

    @TempDir
    private Path folder;

    /** All that a report says, as of two times. */
    private static List<Object> reports(Store store, AsOf asOf) {
        ReportBook book = new ReportBook(store);
        List<Object> all = new ArrayList<>();
        for (BalanceReport.Kind kind : BalanceReport.Kind.values()) {
            all.add(book.balances(kind, asOf));
        }
        all.add(book.items(asOf));
        all.add(book.ageing(asOf));
        all.add(book.statement(TENANT, FIRST, asOf.effective(), asOf.recordedMillis()));
        return all;
    }

    /** Does something that people do, at an instant and for a day that may be long past. */
    private static void act(Store store, SplittableRandom random, List<String> invoices, int step) {
        Recorded recorded = new Recorded(FIRST.plusDays(random.nextInt(60)), "clerk", 1_800_000_000_000L + step);
        PaymentBook book = new PaymentBook(store);
        String invoice = invoices.get(random.nextInt(invoices.size()));
        OpenItem item = new ReceivableBook(store).item(invoice);
        Money some = Money.ofFen(1 + random.nextLong(200));
        switch (random.nextInt(4)) {
            case 0 -> book.receive(TENANT, some, "bank-" + step, List.of(), recorded);
            case 1 ->
                book.receive(
                        TENANT,
                        some,
                        "bank-" + step,
                        item.due().isPositive() ? List.of(new Allocation(invoice, some.min(item.due()))) : List.of(),
                        recorded);
            case 2 -> {
                if (item.paid().isPositive()) {
                    book.release(invoice, item.paid().min(some), recorded);
                }
            }
            default -> {
                DisputeBook disputes = new DisputeBook(store);
                if (disputes.openLines().isEmpty() && item.due().isPositive()) {
                    disputes.open(invoice, 1, Money.ofFen(1), "wrong", recorded);
                } else if (!disputes.openLines().isEmpty()) {
                    disputes.reject(disputes.all().getLast().id(), "right", recorded);
                }
            }
        }
    }

    @Test
    void P23_a_report_of_two_times_is_the_same_when_it_is_run_again() {
        record Asked(AsOf asOf, List<Object> said) {}
        try (Store store = Store.open(StoreFixture.url(folder))) {
            List<String> invoices = MoneyFixture.issue(store, 3);
            store.credit().agree(TENANT, Optional.empty(), 10, "clerk", 5);
            SplittableRandom random = new SplittableRandom(23);
            List<Asked> asked = new ArrayList<>();
            for (int step = 0; step < 40; step++) {
                act(store, random, invoices, step);
                if (step % 8 == 0) {
                    AsOf asOf = new ReportBook(store)
                            .asOf(Optional.of(FIRST.plusDays(random.nextInt(70))), OptionalLong.empty(), 0);
                    asked.add(new Asked(asOf, reports(store, asOf)));
                }
            }
            for (Asked one : asked) {
                assertThat(reports(store, one.asOf()))
                        .as("seed 23, %s", one.asOf())
                        .isEqualTo(one.said());
                assertThat(reports(store, one.asOf()).toString())
                        .isEqualTo(one.said().toString());
            }
            assertThat(asked.getFirst().said()).isNotEqualTo(asked.getLast().said());
            assertThat(store.verifyLedger()).isInstanceOf(LedgerCheck.Sound.class);
        }
    }

    @Test
    void P23_an_instant_that_more_may_come_before_is_refused() {
        try (Store store = Store.open(StoreFixture.url(folder))) {
            MoneyFixture.issue(store, 1);
            ReportBook book = new ReportBook(store);
            AsOf last = book.asOf(Optional.empty(), OptionalLong.empty(), 0);
            long now = last.recordedMillis() + 3_600_000;
            assertThat(book.asOf(Optional.empty(), OptionalLong.of(now - 60_000), now)
                            .recordedMillis())
                    .isEqualTo(now - 60_000);
            assertThatThrownBy(() -> book.asOf(Optional.empty(), OptionalLong.of(now - 59_999), now))
                    .hasMessageContaining("more may still be recorded by then");
        }
    }

    @Test
    void balances_come_to_zero_and_agree_with_open_items() {
        try (Store store = Store.open(StoreFixture.url(folder))) {
            List<String> invoices = MoneyFixture.issue(store, 2);
            new DisputeBook(store).open(invoices.get(0), 1, Money.ofFen(7), "wrong", MoneyFixture.by("clerk"));
            ReportBook book = new ReportBook(store);
            AsOf asOf = book.asOf(Optional.of(LocalDate.of(2025, 12, 31)), OptionalLong.empty(), 0);
            BalanceReport trial = book.balances(BalanceReport.Kind.TRIAL_BALANCE, asOf);
            assertThat(trial.total().balance()).isEqualTo(Money.ZERO);
            assertThat(trial.through()).isEqualTo(store.ledger().size());
            Statement statement = book.statement(TENANT, FIRST, LocalDate.of(2025, 12, 31), asOf.recordedMillis());
            assertThat(book.ageing(asOf).getFirst().total())
                    .isEqualTo(
                            statement.closing().owed().plus(statement.closing().disputed()));
            AsOf early = new AsOf(LocalDate.of(2025, 3, 30), asOf.recordedMillis());
            assertThat(book.balances(BalanceReport.Kind.TRIAL_BALANCE, early).rows())
                    .isEmpty();
        }
    }

    @Test
    void an_owner_sees_what_was_sold_of_its_site_and_its_part_where_that_was_agreed() {
        try (Store store = Store.open(StoreFixture.url(folder))) {
            MoneyFixture.issue(store, 2);
            ReportBook book = new ReportBook(store);
            List<OwnerStatement> before = List.of(
                    book.ownerStatement(RandomMonth.WEST, RandomMonth.PERIOD),
                    book.ownerStatement(RandomMonth.EAST, RandomMonth.PERIOD));
            assertThat(before).extracting(OwnerStatement::ownerPart).allMatch(Optional::isEmpty);
            Money sold = before.stream().map(OwnerStatement::gross).reduce(Money.ZERO, Money::plus);
            Money invoiced = store.invoices(InvoiceFilter.ALL).stream()
                    .map(StoredInvoice::gross)
                    .reduce(Money.ZERO, Money::plus);
            assertThat(sold).isEqualTo(invoiced);
            List<OwnerTermsCsv.Terms> terms = List.of(
                    new OwnerTermsCsv.Terms(RandomMonth.WEST, "西部某厂", Rate.parse("0.7")),
                    new OwnerTermsCsv.Terms(RandomMonth.EAST, "东部某厂", Rate.parse("0.333")));
            assertThat(book.agree(terms, "clerk", 7)).isEqualTo(2);
            assertThat(book.agree(terms, "clerk", 8)).isZero();
            OwnerStatement west = book.ownerStatement(RandomMonth.WEST, RandomMonth.PERIOD);
            assertThat(west.ownerPart()).contains(Money.ofFen(west.net().fen() * 7 / 10));
        }
    }

    @Test
    void an_owner_reads_each_hour_once_and_a_commitment_in_a_row_of_its_own() {
        try (Store store = Store.open(StoreFixture.url(folder))) {
            Invoice invoice = Store.read(
                    store.invoice(MoneyFixture.issue(store, 1).getFirst()).orElseThrow());
            InvoiceLine line = invoice.lines().getFirst();
            List<InvoiceLine> lines = new ArrayList<>(invoice.lines());
            lines.addAll(List.of(free(line, Component.STORAGE), free(line, Component.COMMITMENT)));
            long used = invoice.lines().stream()
                    .mapToLong(one -> one.quantity().value())
                    .sum();
            InvoiceDraft draft = invoice.content();
            InvoiceDraft more = new InvoiceDraft(
                    draft.kind(),
                    draft.seller(),
                    draft.buyer(),
                    draft.contract(),
                    draft.period(),
                    lines,
                    draft.vat(),
                    draft.voucherPayments(),
                    draft.expectedLater(),
                    draft.notConfirmed(),
                    draft.journal(),
                    draft.corrects(),
                    draft.grounds());
            OwnerStatement statement = OwnerStatement.of(
                    line.site(),
                    invoice.period(),
                    Optional.empty(),
                    List.of(new Invoice(invoice.number(), invoice.issuedAt(), more)));
            assertThat(statement.rows())
                    .extracting(OwnerStatement.Row::commitment, OwnerStatement.Row::deviceMillis)
                    .containsExactly(tuple(false, used), tuple(true, 0L));
        }
    }

    private static InvoiceLine free(InvoiceLine line, Component component) {
        return new InvoiceLine(
                line.attempt(),
                component,
                line.site(),
                line.model(),
                line.tariffVersion(),
                line.tier(),
                line.funding(),
                line.day(),
                line.quantity(),
                line.unitPrice(),
                Money.ZERO,
                Money.ZERO,
                Money.ZERO,
                Money.ZERO,
                line.vatRate(),
                Money.ZERO);
    }
}
