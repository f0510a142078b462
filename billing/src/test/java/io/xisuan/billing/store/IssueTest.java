package io.xisuan.billing.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.xisuan.billing.RandomMonth;
import io.xisuan.billing.canonical.Sha256;
import io.xisuan.billing.invoice.Invoice;
import io.xisuan.billing.invoice.InvoiceDocument;
import io.xisuan.billing.invoice.JournalCut;
import io.xisuan.billing.testbed.TestServer;
import io.xisuan.billing.usage.UsageInterval;
import io.xisuan.model.InputException;
import io.xisuan.model.Money;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("postgresql")
class IssueTest {
    private static final JournalCut FIRST = new JournalCut(1, 100, Sha256.hex("first"));
    private static final JournalCut SECOND = new JournalCut(101, 180, Sha256.hex("second"));

    /** A name in a document's bytes, written anew. */
    private static final String BODY_CHANGED = TestServer.wanted()
            ? "body = convert_to(replace(convert_from(body, 'UTF8'), '公司', '么司'), 'UTF8')"
            : "body = CAST(replace(CAST(body AS TEXT), '公司', '么司') AS BLOB)";

    @TempDir
    private Path folder;

    private Store store;
    private long epoch;
    private List<UsageInterval> early = List.of();
    private List<UsageInterval> late = List.of();

    @BeforeEach
    void open() {
        store = Store.open(StoreFixture.url(folder));
        epoch = StoreFixture.openMonth(store, 3);
        List<UsageInterval> usage = RandomMonth.usage(new SplittableRandom(3));
        early = usage.stream().filter(one -> number(one) % 3 != 0).toList();
        late = usage.stream().filter(one -> number(one) % 3 == 0).toList();
    }

    private static int number(UsageInterval usage) {
        return Integer.parseInt(usage.job().uid().substring(4));
    }

    @AfterEach
    void close() {
        store.close();
    }

    private List<StoredInvoice> issue(List<UsageInterval> usage, JournalCut cut, IssuePart part) {
        return store.issue(epoch, StoreFixture.batch(store, usage, cut, part));
    }

    private void reopen() {
        store.close();
        store = Store.open(StoreFixture.url(folder));
    }

    @Test
    void two_parts_of_a_month_have_consecutive_numbers_and_books_that_agree() {
        issue(early, FIRST, IssuePart.INTERIM);
        reopen();
        epoch = store.mintEpoch("another", 2);
        issue(late, SECOND, IssuePart.FINAL);
        assertThat(store.invoices(InvoiceFilter.ALL))
                .extracting(StoredInvoice::number)
                .containsExactly("ZW-2025-000001", "ZW-2025-000002", "ZW-2025-000003", "ZW-2025-000004");
        assertThat(store.verifyLedger())
                .isInstanceOfSatisfying(
                        LedgerCheck.Sound.class,
                        sound -> assertThat(sound.records()).isEqualTo(8));
        assertThat(store.lastInvoicedSeq(RandomMonth.PERIOD)).hasValue(180);
        assertThat(store.closed(RandomMonth.PERIOD)).isTrue();
        assertThat(store.journalPosition()).contains(new JournalPosition(180, SECOND.hash()));
        assertThat(store.invoices(InvoiceFilter.ALL).stream()
                        .map(StoredInvoice::subsidy)
                        .reduce(Money.ZERO, Money::plus))
                .isGreaterThan(Money.ZERO);
    }

    @Test
    void a_stored_document_reads_back_to_the_same_bytes() {
        for (StoredInvoice stored : issue(early, FIRST, IssuePart.INTERIM)) {
            Invoice invoice = Store.read(store.invoice(stored.number()).orElseThrow());
            assertThat(InvoiceDocument.of(invoice)).isEqualTo(stored.document());
        }
        assertThat(store.invoice("ZW-2025-000009")).isEmpty();
        assertThat(store.ledger()).hasSize(4);
    }

    @Test
    void a_part_that_does_not_follow_is_refused_and_leaves_no_gap() {
        issue(early, FIRST, IssuePart.INTERIM);
        IssueBatch again = StoreFixture.batch(store, late, FIRST, IssuePart.INTERIM);
        assertThatThrownBy(() -> store.issue(epoch, again))
                .isInstanceOf(StoreException.class)
                .hasMessageContaining("100 was the last one invoiced");
        IssueBatch right = StoreFixture.batch(store, late, SECOND, IssuePart.FINAL);
        IssueBatch unposted = new IssueBatch(
                right.period(),
                right.part(),
                right.cut(),
                right.issuedAtMillis(),
                right.invoices(),
                right.after(),
                right.ledger(),
                List.of());
        assertThatThrownBy(() -> store.issue(epoch, unposted)).isInstanceOf(StoreException.class);
        assertThat(store.issue(epoch, right))
                .extracting(StoredInvoice::number)
                .containsExactly("ZW-2025-000003", "ZW-2025-000004");
        assertThatThrownBy(() -> store.issue(epoch, right)).hasMessageContaining("closed");
    }

    @Test
    void numbers_that_were_given_twice_are_refused() {
        IssueBatch one = StoreFixture.batch(store, early, FIRST, IssuePart.INTERIM);
        IssueBatch same = StoreFixture.batch(store, late, SECOND, IssuePart.INTERIM);
        store.issue(epoch, one);
        assertThatThrownBy(() -> store.issue(epoch, same)).isInstanceOf(StoreException.class);
        assertThat(store.invoices(InvoiceFilter.ALL)).hasSize(2);
        assertThat(store.verifyLedger()).isInstanceOf(LedgerCheck.Sound.class);
    }

    @Test
    void a_changed_byte_is_found_and_named() throws SQLException {
        issue(early, FIRST, IssuePart.FINAL);
        record Case(String table, String sql, String what) {}
        for (Case one : List.of(
                new Case("ledger_entry", "body = replace(body, 'AR/', 'AX/') WHERE seq = 2", "ledger entry 2"),
                new Case(
                        "ledger_entry",
                        "hash = replace(hash, substr(hash, 1, 1), 'x') WHERE seq = 3",
                        "ledger entry 3"),
                new Case("ledger_posting", "amount_fen = amount_fen + 1 WHERE seq = 1 AND leg = 0", "ledger entry 1"),
                new Case("ledger_head", "seq = 3", "ledger entry 5"),
                new Case("invoice", BODY_CHANGED + " WHERE id = 1", "invoice ZW-2025-000001"),
                new Case("invoice", "tenant = 't-9' WHERE id = 2", "invoice ZW-2025-000002"))) {
            Path copy = folder.resolve("tampered");
            copy.toFile().mkdirs();
            StoreFixture.copyUnguarded(folder, copy);
            StoreFixture.tamper(copy, "UPDATE " + one.table() + " SET " + one.sql());
            try (Store tampered = Store.openReadOnly(StoreFixture.url(copy))) {
                assertThat(tampered.verifyLedger())
                        .isInstanceOfSatisfying(
                                LedgerCheck.Broken.class,
                                broken -> assertThat(broken.what())
                                        .as("%s", broken)
                                        .isEqualTo(one.what()));
            }
            StoreFixture.drop(copy);
        }
    }

    @Test
    void balances_that_do_not_add_up_are_refused_with_both_figures() throws SQLException {
        store.close();
        StoreFixture.tamper(folder, "UPDATE account SET pending = pending + 1 WHERE id = 2");
        assertThatThrownBy(() -> Store.open(StoreFixture.url(folder)))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("pending")
                .hasMessageContaining("its holds come to");
        StoreFixture.tamper(folder, "UPDATE account SET pending = pending - 1 WHERE id = 2");
        store = Store.open(StoreFixture.url(folder));
    }

    @Test
    void what_was_issued_is_neither_edited_nor_deleted() {
        issue(early, FIRST, IssuePart.INTERIM);
        for (String table : List.of("invoice", "document", "ledger_entry", "ledger_posting", "cut", "hold_movement")) {
            assertThatThrownBy(() -> StoreFixture.tamper(folder, "DELETE FROM " + table))
                    .as(table)
                    .hasMessageContaining("what was written stays");
        }
        assertThatThrownBy(() -> StoreFixture.tamper(folder, "UPDATE invoice SET gross_fen = 0, payable_fen = 0"))
                .hasMessageContaining("what was written stays");
        assertThatThrownBy(() -> StoreFixture.tamper(folder, "UPDATE series SET last = last + 2"))
                .hasMessageContaining("one after another");
    }

    @Test
    void a_request_waits_for_the_leader_and_is_answered_once() {
        long id = store.requestIssue(RandomMonth.PERIOD, IssuePart.INTERIM, "finance", 5);
        assertThat(store.pendingRequests()).extracting(IssueRequest::id).containsExactly(id);
        store.answerRequest(epoch, id, "issued ZW-2025-000001", true);
        assertThat(store.pendingRequests()).isEmpty();
        assertThat(store.request(id).map(IssueRequest::state)).contains(IssueRequest.State.DONE);
        assertThatThrownBy(() -> store.answerRequest(epoch, id, "no", false)).isInstanceOf(StoreException.class);
        assertThat(store.request(99)).isEqualTo(Optional.empty());
    }
}
