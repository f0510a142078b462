package io.xisuan.billing.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.xisuan.billing.RandomMonth;
import io.xisuan.billing.control.Principal;
import io.xisuan.billing.entitlement.Command;
import io.xisuan.billing.invoice.InvoiceKind;
import io.xisuan.billing.usage.UsageInterval;
import io.xisuan.model.BillingPeriod;
import io.xisuan.model.InputException;
import io.xisuan.model.Money;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("postgresql")
class DraftTest {
    @TempDir
    private Path folder;

    private Store store;
    private DraftBook drafts;
    private TestDesk desk;
    private List<UsageInterval> usage = List.of();

    @BeforeEach
    void open() {
        store = Store.open(StoreFixture.url(folder));
        drafts = new DraftBook(store);
        desk = new TestDesk(store, StoreFixture.openMonth(store, 3));
        usage = RandomMonth.usage(new SplittableRandom(3));
    }

    @AfterEach
    void close() {
        store.close();
    }

    private List<UsageInterval> some(int from, int until) {
        return usage.subList(usage.size() * from / 10, usage.size() * until / 10);
    }

    private List<StoredInvoice> whole(long run) {
        desk.review(run);
        return desk.issue(run);
    }

    @Test
    void nothing_is_issued_until_a_person_has_reviewed_every_draft() {
        desk.record(some(0, 7));
        long run = desk.draft(IssuePart.INTERIM);
        assertThat(drafts.drafts(run))
                .isNotEmpty()
                .allMatch(draft -> draft.state() == StoredDraft.State.DRAFT
                        && draft.number().isEmpty());
        StoredDraft first = drafts.drafts(run).getFirst();
        drafts.review(first.id(), first.digest(), new Principal("wang.wei"), 5);
        assertThatThrownBy(() -> desk.issue(run))
                .isInstanceOf(StoreException.class)
                .hasMessageContaining("is not reviewed");
        assertThat(store.invoices(InvoiceFilter.ALL)).isEmpty();
        assertThat(store.lastInvoicedSeq(RandomMonth.PERIOD)).isEmpty();
        List<StoredInvoice> issued = whole(run);
        assertThat(drafts.drafts(run))
                .allMatch(draft -> draft.state() == StoredDraft.State.ISSUED)
                .extracting(draft -> draft.number().orElseThrow())
                .containsExactlyElementsOf(
                        issued.stream().map(StoredInvoice::number).toList());
        assertThat(store.verifyLedger()).isInstanceOf(LedgerCheck.Sound.class);
    }

    @Test
    void what_differs_from_what_was_reviewed_is_not_issued() {
        desk.record(some(0, 7));
        long run = desk.draft(IssuePart.INTERIM);
        desk.review(run);
        StoredDraft funded = drafts.drafts(run).stream()
                .filter(draft -> draft.subsidy().isPositive())
                .findFirst()
                .orElseThrow();
        List<Command> gone = new ArrayList<>();
        store.books().holds().keySet().forEach(hold -> gone.add(new Command.Resolve("gone " + hold, hold)));
        store.apply(store.mintEpoch("test", 2), gone);
        TestDesk next = new TestDesk(store, store.mintEpoch("next", 3));
        next.record(some(0, 7));
        assertThatThrownBy(() -> next.issue(run))
                .isInstanceOf(StoreException.class)
                .hasMessageContaining("Draft %d".formatted(funded.id()))
                .hasMessageContaining("review again");
        assertThat(store.invoices(InvoiceFilter.ALL)).isEmpty();
    }

    @Test
    void drafting_anew_replaces_drafts_and_their_reviews() {
        desk.record(some(0, 5));
        long first = desk.draft(IssuePart.INTERIM);
        desk.review(first);
        desk.record(some(5, 7));
        long second = desk.draft(IssuePart.INTERIM);
        assertThat(drafts.drafts(first)).allMatch(draft -> draft.state() == StoredDraft.State.REPLACED);
        assertThat(drafts.open(RandomMonth.PERIOD, DraftRun.Purpose.INVOICES).map(DraftRun::id))
                .contains(second);
        assertThatThrownBy(() -> desk.issue(first)).hasMessageContaining("is over");
        StoredDraft old = drafts.drafts(first).getFirst();
        assertThatThrownBy(() -> drafts.review(old.id(), old.digest(), new Principal("a"), 5))
                .isInstanceOf(InputException.class);
        StoredDraft draft = drafts.drafts(second).getFirst();
        assertThatThrownBy(() -> drafts.review(draft.id(), "0".repeat(64), new Principal("a"), 5))
                .hasMessageContaining("read it again");
    }

    @Test
    void late_usage_of_a_closed_month_becomes_notes_that_the_books_bear_out() {
        desk.record(some(0, 4));
        whole(desk.draft(IssuePart.INTERIM));
        desk.record(some(4, 8));
        whole(desk.draft(IssuePart.FINAL));
        assertThat(new PeriodBook(store).months())
                .hasSize(1)
                .allMatch(month -> month.state() == SupplierMonth.State.CLOSED);
        desk.record(some(8, 10));
        List<StoredInvoice> notes = whole(desk.draftNotes());
        assertThat(notes).isNotEmpty().allMatch(note -> note.kind() != InvoiceKind.CREDIT_NOTE);
        assertThat(store.verifyLedger()).isInstanceOf(LedgerCheck.Sound.class);
        assertThat(StoreFixture.chainProblem(store)).isEmpty();
        Money deducted = notes.stream().map(StoredInvoice::subsidy).reduce(Money.ZERO, Money::plus);
        assertThat(deducted.isNegative()).isFalse();
        assertThat(drafts.drafts(desk.draftNotes()))
                .as("no change, no document")
                .isEmpty();
    }

    /** The other contract had no usage when March was closed: its invoice of March is supplied and issued in April. */
    @Test
    void a_late_invoice_of_a_closed_month_counts_for_the_day_of_issue() {
        UsageInterval one = RandomMonth.usage(2, 0, BillingPeriod.day(LocalDate.of(2025, 3, 9)));
        desk.record(List.of(one));
        whole(desk.draft(IssuePart.FINAL));
        long before = LedgerView.entries(store, LedgerFilter.ALL).size();
        desk.record(List.of(RandomMonth.usage(12, 0, one.interval())));
        assertThat(whole(desk.draftNotes())).hasSize(1).allMatch(late -> late.kind() == InvoiceKind.INVOICE);
        assertThat(LedgerView.entries(store, LedgerFilter.ALL).stream()
                        .skip(before)
                        .toList())
                .hasSize(2)
                .allMatch(entry -> entry.postings()
                        .effectiveOn()
                        .equals(Optional.of(BillingPeriod.dayOf(StoreFixture.ISSUED.toEpochMilli()))));
        assertThat(store.verifyLedger()).isInstanceOf(LedgerCheck.Sound.class);
    }

    @Test
    void a_month_closes_only_after_those_before_it() throws SQLException {
        desk.record(some(0, 4));
        whole(desk.draft(IssuePart.INTERIM));
        store.close();
        StoreFixture.tamper(
                folder,
                "INSERT INTO period (supplier, month, state, cut_seq, cut_hash, changed_at) "
                        + "SELECT id, '2025-02', 'OPEN', 1, 'x', 1 FROM supplier");
        store = Store.open(StoreFixture.url(folder));
        TestDesk next = new TestDesk(store, store.mintEpoch("next", 3));
        next.record(some(0, 6));
        long run = next.draft(IssuePart.FINAL);
        next.review(run);
        assertThatThrownBy(() -> next.issue(run))
                .isInstanceOf(StoreException.class)
                .hasMessageContaining("2025-02")
                .hasMessageContaining("in order");
        assertThat(store.closed(RandomMonth.PERIOD)).isFalse();
    }
}
