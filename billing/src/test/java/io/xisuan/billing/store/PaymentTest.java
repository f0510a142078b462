package io.xisuan.billing.store;

import static io.xisuan.billing.store.MoneyFixture.TENANT;
import static io.xisuan.billing.store.MoneyFixture.by;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.xisuan.billing.control.Principal;
import io.xisuan.billing.control.Proposal;
import io.xisuan.billing.control.RightsException;
import io.xisuan.billing.control.Role;
import io.xisuan.billing.credit.MoneyIn;
import io.xisuan.billing.payment.BankLine;
import io.xisuan.billing.payment.MoneyMovement;
import io.xisuan.billing.payment.MoneyMovement.Kind;
import io.xisuan.billing.receivable.Allocation;
import io.xisuan.billing.receivable.Dispute;
import io.xisuan.billing.receivable.ItemState;
import io.xisuan.billing.receivable.OpenItem;
import io.xisuan.model.BillingPeriod;
import io.xisuan.model.Money;
import io.xisuan.model.TenantId;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Payments, bank lines, disputes and write-offs in a store; after each test its books are sound. */
@Tag("postgresql")
class PaymentTest {
    @TempDir
    private Path folder;

    @SuppressWarnings("NullAway.Init") // set before each test
    private Store store;

    private List<String> invoices = List.of();
    private Money owed = Money.ZERO;

    @BeforeEach
    void issue() {
        store = Store.open(StoreFixture.url(folder));
        invoices = MoneyFixture.issue(store, 3);
        owed = item(0).payable();
        assertThat(owed.fen()).isGreaterThan(100);
    }

    @AfterEach
    void isSound() {
        try (Store open = store) {
            assertThat(open.verifyLedger()).isInstanceOf(LedgerCheck.Sound.class);
            assertThat(balance("PREPAID/t-2").negated())
                    .isEqualTo(MoneyMovement.prepaid(book().movements(Optional.of(TENANT))));
            Money owing = new ReceivableBook(store)
                    .items(Optional.empty()).stream().map(OpenItem::open).reduce(Money.ZERO, Money::plus);
            assertThat(balance("AR/t-2").plus(balance("DISPUTED/t-2"))).isEqualTo(owing);
        }
    }

    private PaymentBook book() {
        return new PaymentBook(store);
    }

    private OpenItem item(int number) {
        return new ReceivableBook(store).item(invoices.get(number));
    }

    private Money balance(String account) {
        return LedgerView.balances(store, LedgerFilter.ALL).getOrDefault(account, Money.ZERO);
    }

    private static Money fen(long fen) {
        return Money.ofFen(fen);
    }

    private List<MoneyMovement> receive(long fen, String reference, Allocation... allocations) {
        return book().receive(TENANT, fen(fen), reference, List.of(allocations), by("clerk"));
    }

    @Test
    void what_is_paid_too_much_stays_prepaid_and_pays_later() {
        receive(owed.fen() + 70, "bank-1", new Allocation(invoices.get(0), owed));
        assertThat(item(0).state(MoneyFixture.DAY)).isEqualTo(ItemState.PAID);
        assertThat(balance("PREPAID/t-2")).isEqualTo(fen(-70));
        assertThat(balance("BANK")).isEqualTo(owed.plus(fen(70)));
        assertThatThrownBy(() -> book().apply(TENANT, List.of(new Allocation(invoices.get(1), fen(71))), by("clerk")))
                .hasMessageContaining("has 0.70 prepaid, not 0.71");
        book().apply(TENANT, List.of(new Allocation(invoices.get(1), fen(70))), by("clerk"));
        assertThat(item(1).state(MoneyFixture.DAY)).isEqualTo(ItemState.PART_PAID);
        assertThat(balance("PREPAID/t-2")).isEqualTo(Money.ZERO);
    }

    @Test
    void the_same_reference_changes_nothing_and_other_money_under_it_is_refused() {
        assertThat(receive(100, "bank-1")).hasSize(1);
        assertThat(receive(100, "bank-1")).isEmpty();
        assertThatThrownBy(() -> receive(101, "bank-1")).hasMessageContaining("was recorded as 1.00");
        assertThat(book().movements(Optional.empty())).hasSize(1);
    }

    @Test
    void no_invoice_gets_more_than_it_is_owed_and_nobody_pays_for_others() {
        assertThatThrownBy(() -> receive(owed.fen() + 1, "bank-1", new Allocation(invoices.get(0), owed.plus(fen(1)))))
                .hasMessageContaining("leave the rest prepaid");
        assertThatThrownBy(() -> receive(1, "bank-1", new Allocation(invoices.get(0), fen(2))))
                .hasMessageContaining("more than there is");
        store.importParties(List.of(), List.of(StoreFixture.contract(100)));
        TenantId other = new TenantId("t-1");
        assertThatThrownBy(() -> book().receive(
                                other, fen(5), "bank-1", List.of(new Allocation(invoices.get(0), fen(5))), by("clerk")))
                .hasMessageContaining("no invoice");
        assertThat(book().movements(Optional.empty())).isEmpty();
    }

    @Test
    void a_receipt_that_bounces_is_undone_with_what_it_paid() {
        MoneyMovement receipt = receive(owed.fen() + 50, "bank-1", new Allocation(invoices.get(0), owed))
                .getFirst();
        book().apply(TENANT, List.of(new Allocation(invoices.get(1), fen(30))), by("clerk"));
        book().bounce(receipt.id(), by("clerk"));
        assertThat(item(0).paid()).isEqualTo(Money.ZERO);
        assertThat(item(1).paid()).as("30 of the rest had paid it").isEqualTo(Money.ZERO);
        assertThat(balance("BANK")).isEqualTo(Money.ZERO);
        assertThat(balance("PREPAID/t-2")).isEqualTo(Money.ZERO);
        assertThatThrownBy(() -> book().bounce(receipt.id(), by("clerk"))).hasMessageContaining("has bounced before");
    }

    @Test
    void money_that_was_applied_wrongly_goes_back_to_the_balance() {
        receive(60, "bank-1", new Allocation(invoices.get(0), fen(60)));
        assertThatThrownBy(() -> book().release(invoices.get(0), fen(61), by("clerk")))
                .hasMessageContaining("0.60 is paid, not 0.61");
        book().release(invoices.get(0), fen(25), by("clerk"));
        assertThat(item(0).paid()).isEqualTo(fen(35));
        assertThat(balance("PREPAID/t-2")).isEqualTo(fen(-25));
    }

    @Test
    void a_bank_line_is_nobodys_until_it_is_matched_once() {
        PaymentBook.Imported first = book().importLines(
                        List.of(
                                MoneyFixture.line("2025-1", owed.fen() + 9, "某公司", "付款 " + invoices.get(0)),
                                MoneyFixture.line("2025-2", 5, "", "")),
                        new Principal("clerk"));
        assertThat(first.added()).hasSize(2);
        assertThat(balance("UNMATCHED")).isEqualTo(owed.plus(fen(14)).negated());
        PaymentBook.Imported again =
                book().importLines(List.of(MoneyFixture.line("2025-2", 5, "", "")), new Principal("clerk"));
        assertThat(again.added()).isEmpty();
        assertThat(again.known()).isEqualTo(1);
        assertThatThrownBy(() ->
                        book().importLines(List.of(MoneyFixture.line("2025-2", 6, "", "")), new Principal("clerk")))
                .hasMessageContaining("2025-2 is stored as B-000002");

        long id = first.added().getFirst().id();
        List<Allocation> whole = List.of(new Allocation(invoices.get(0), owed));
        book().match(id, TENANT, whole, by("clerk"));
        assertThat(balance("UNMATCHED")).isEqualTo(fen(-5));
        assertThat(balance("PREPAID/t-2")).isEqualTo(fen(-9));
        assertThat(book().unmatched())
                .singleElement()
                .satisfies(line -> assertThat(line.amount()).isEqualTo(fen(5)));
        assertThatThrownBy(() -> book().match(id, TENANT, List.of(), by("clerk")))
                .hasMessageContaining("no line B-000001 waits");
    }

    @Test
    void a_line_of_money_that_was_received_by_hand_is_known() {
        receive(500, "2025-9");
        assertThat(book().importLines(List.of(MoneyFixture.line("2025-9", 500, "x", "")), new Principal("clerk"))
                        .added())
                .isEmpty();
        assertThatThrownBy(() ->
                        book().importLines(List.of(MoneyFixture.line("2025-9", 501, "x", "")), new Principal("clerk")))
                .hasMessageContaining("must not repeat");
    }

    @Test
    void one_reference_is_money_of_one_tenant_once_whatever_command_records_it() {
        new PaymentBook(store).importLines(List.of(MoneyFixture.line("2025-9", 500, "x", "")), new Principal("clerk"));
        assertThatThrownBy(() -> topUp("2025-9", 500)).hasMessageContaining("match that line (payment match B-000001)");
        receive(70, "bank-7");
        store.importParties(List.of(), List.of(StoreFixture.contract(100)));
        TenantId other = new TenantId("t-1");
        assertThatThrownBy(() -> book().receive(other, fen(70), "bank-7", List.of(), by("clerk")))
                .hasMessage("bank-7 is recorded as M-000001 of t-2: if that was wrong, undo it first"
                        + " (payment bounce M-000001)");
        book().bounce(1, by("clerk"));
        assertThat(book().receive(other, fen(70), "bank-7", List.of(), by("clerk")))
                .hasSize(1);
        assertThatThrownBy(() -> book().receive(new TenantId("t-9"), fen(7), "bank-8", List.of(), by("clerk")))
                .hasMessageContaining("no contract names a tenant t-9");
        assertThat(balance("BANK")).isEqualTo(fen(570));
    }

    @Test
    void nothing_counts_for_a_month_that_is_closed() {
        store.database().write(handle -> handle.execute("""
                        INSERT INTO period (supplier, month, state, cut_seq, cut_hash, changed_at)
                        SELECT supplier, '2025-05', 'CLOSED', cut_seq, cut_hash, changed_at FROM period LIMIT 1"""));
        assertThatThrownBy(() -> receive(70, "bank-7")).hasMessageContaining("--day 2025-05-02: that month is closed");
        BankLine late = book().importLines(List.of(MoneyFixture.line("2025-9", 500, "x", "")), new Principal("clerk"))
                .added()
                .getFirst();
        assertThat(late.recorded().day()).isEqualTo(MoneyFixture.DAY);
        assertThat(late.effective()).isEqualTo(BillingPeriod.dayOf(7_000));
        assertThat(book().unmatched()).containsExactly(late);
    }

    @Test
    void an_auditor_agrees_nothing_and_records_nothing() {
        Principal head = new Principal("head");
        new ControlBook(store).changeRole(head, Role.ADMINISTRATOR, true, head, 1);
        new ControlBook(store).changeRole(new Principal("auditor"), Role.AUDITOR, true, head, 2);
        assertThatThrownBy(() -> store.credit().agree(TENANT, Optional.of(fen(9)), 3, "auditor", 5))
                .isInstanceOf(RightsException.class);
        assertThatThrownBy(() -> new ReportBook(store).agree(List.of(), "auditor", 5))
                .isInstanceOf(RightsException.class);
        assertThatThrownBy(() -> new EInvoiceBook(store).record(List.of(), "auditor", 5))
                .isInstanceOf(RightsException.class);
        assertThatThrownBy(() -> new ClaimBook(store).putFiles(1, List.of(), new Principal("auditor")))
                .isInstanceOf(RightsException.class);
    }

    private boolean topUp(String reference, long fen) {
        MoneyIn money = new MoneyIn(TENANT, MoneyIn.Kind.TOP_UP, fen(fen), MoneyFixture.DAY, reference, "");
        return store.credit().record(money, "clerk", 9_000);
    }

    @Test
    void a_line_that_was_matched_wrongly_waits_again_and_pays_whom_it_is_of() {
        book().importLines(List.of(MoneyFixture.line("2025-9", 500, "x", "")), new Principal("clerk"));
        List<Allocation> wrong = List.of(new Allocation(invoices.get(0), fen(80)));
        book().match(1, TENANT, wrong, by("clerk"));
        book().unmatch(1, by("clerk"));
        assertThat(item(0).paid()).isEqualTo(Money.ZERO);
        assertThat(balance("UNMATCHED")).isEqualTo(fen(-500));
        assertThat(balance("BANK")).isEqualTo(fen(500));
        assertThatThrownBy(() -> book().unmatch(1, by("clerk"))).hasMessageContaining("has been unmatched before");
        assertThatThrownBy(() -> book().bounce(1, by("clerk"))).hasMessageContaining("has been unmatched before");
        assertThat(book().unmatched()).hasSize(1);
        book().match(1, TENANT, List.of(new Allocation(invoices.get(1), fen(80))), by("clerk"));
        assertThat(item(1).paid()).isEqualTo(fen(80));
        assertThat(balance("UNMATCHED")).isEqualTo(Money.ZERO);
        assertThatThrownBy(() -> book().match(1, TENANT, List.of(), by("clerk")))
                .hasMessageContaining("no line B-000001 waits");
        book().unmatch(1, by("clerk"));
        assertThat(balance("UNMATCHED")).isEqualTo(fen(-500));
    }

    @Test
    void a_dispute_stands_apart_until_it_is_rejected() {
        DisputeBook disputes = new DisputeBook(store);
        Dispute opened = disputes.open(invoices.get(0), 1, fen(40), "wrong model", by("clerk"));
        assertThat(balance("DISPUTED/t-2")).isEqualTo(fen(40));
        assertThat(item(0).due()).isEqualTo(owed.minus(fen(40)));
        assertThat(disputes.openLines()).containsExactly(new DisputeBook.DisputedLine(invoices.get(0), 1));
        assertThatThrownBy(() -> receive(owed.fen(), "bank-1", new Allocation(invoices.get(0), owed)))
                .hasMessageContaining("beside 0.40 in dispute");
        assertThatThrownBy(() -> disputes.open(invoices.get(0), 1, fen(1), "again", by("clerk")))
                .hasMessageContaining("is in dispute as D-000001");
        disputes.reject(opened.id(), "the log says so", by("head"));
        assertThat(balance("DISPUTED/t-2")).isEqualTo(Money.ZERO);
        assertThat(item(0).due()).isEqualTo(owed);
        assertThat(disputes.openLines()).isEmpty();
        assertThatThrownBy(() -> disputes.reject(opened.id(), "again", by("head")))
                .hasMessageContaining("D-000001 is REJECTED, not OPEN");
    }

    @Test
    void a_dispute_that_is_upheld_asks_for_a_credit_that_another_person_approves() {
        DisputeBook disputes = new DisputeBook(store);
        Dispute opened = disputes.open(invoices.get(0), 1, fen(40), "wrong model", by("clerk"));
        Proposal credit = disputes.uphold(opened.id(), "the owner took the node", by("clerk"));
        assertThat(credit.subject()).isEqualTo("dispute/D-000001");
        assertThat(disputes.openLines()).hasSize(1);
        ControlBook control = new ControlBook(store);
        assertThatThrownBy(() -> control.approve(credit.number(), new Principal("clerk"), "", 9_000))
                .isInstanceOf(RightsException.class);
        assertThat(control.approve(credit.number(), new Principal("head"), "", 9_000)
                        .outcome())
                .contains("credit note");
        assertThatThrownBy(() -> disputes.settle(opened.id(), "CN-1", by("head")))
                .hasMessageContaining("no note CN-1");
    }

    @Test
    void bad_disputes_are_refused() {
        DisputeBook disputes = new DisputeBook(store);
        assertThatThrownBy(() -> disputes.open("XX-1", 1, fen(1), "?", by("clerk")))
                .hasMessageContaining("no invoice XX-1");
        assertThatThrownBy(() -> disputes.open(invoices.get(0), 99, fen(1), "?", by("clerk")))
                .hasMessageContaining("has lines 1 to");
        assertThatThrownBy(() -> disputes.open(invoices.get(0), 1, owed.plus(fen(1)), "?", by("clerk")))
                .hasMessageContaining("can be in dispute");
        assertThatThrownBy(() -> disputes.reject(7, "?", by("clerk"))).hasMessageContaining("no dispute D-000007");
    }

    @Test
    void a_write_off_takes_two_people() {
        ControlBook control = new ControlBook(store);
        Proposal proposal =
                book().proposeWriteOff(invoices.get(2), item(2).due(), "bankrupt", new Principal("clerk"), 8_000);
        assertThatThrownBy(() -> control.approve(proposal.number(), new Principal("clerk"), "", 9_000))
                .isInstanceOf(RightsException.class);
        Money given = item(2).due();
        control.approve(proposal.number(), new Principal("head"), "court order", 9_000);
        assertThat(item(2).state(MoneyFixture.DAY)).isEqualTo(ItemState.WRITTEN_OFF);
        assertThat(balance("WRITE-OFF")).isEqualTo(given);
        assertThatThrownBy(
                        () -> book().proposeWriteOff(invoices.get(2), fen(1), "again", new Principal("clerk"), 9_000))
                .hasMessageContaining("0.00 is open");
    }

    @Test
    void a_row_that_somebody_changed_has_no_entry_any_more() throws SQLException {
        receive(100, "bank-1");
        new DisputeBook(store).open(invoices.get(0), 1, fen(40), "wrong model", by("clerk"));
        for (String change : List.of(
                "UPDATE money_movement SET reference = 'bank-2'",
                "UPDATE money_movement SET recorded_by = 'nobody'",
                "DELETE FROM money_movement",
                "UPDATE dispute SET reason = 'another'")) {
            Path copy = folder.resolve("copy-" + change.hashCode());
            assertThat(copy.toFile().mkdir()).isTrue();
            StoreFixture.copyUnguarded(folder, copy);
            StoreFixture.tamper(copy, change);
            try (Store changed = Store.openReadOnly(StoreFixture.url(copy))) {
                assertThat(changed.verifyLedger())
                        .as(change)
                        .isInstanceOfSatisfying(
                                LedgerCheck.Broken.class,
                                broken -> assertThat(broken.what()).isEqualTo("money"));
            }
        }
    }

    @Test
    void kinds_of_movements_have_their_own_references() {
        receive(100, "bank-1");
        store.credit()
                .record(
                        new MoneyIn(TENANT, MoneyIn.Kind.REFUND, fen(40), MoneyFixture.DAY, "bank-1", ""),
                        "clerk",
                        9_000);
        assertThat(book().movements(Optional.of(TENANT)))
                .extracting(MoneyMovement::kind)
                .containsExactly(Kind.RECEIPT, Kind.REFUND);
    }
}
