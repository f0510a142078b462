package io.xisuan.billing.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.xisuan.billing.RandomMonth;
import io.xisuan.billing.canonical.Sha256;
import io.xisuan.billing.control.Decided;
import io.xisuan.billing.control.Principal;
import io.xisuan.billing.control.Proposal;
import io.xisuan.billing.invoice.Correction;
import io.xisuan.billing.invoice.InvoiceDraft;
import io.xisuan.billing.invoice.InvoiceLine;
import io.xisuan.billing.invoice.Issuing;
import io.xisuan.billing.invoice.JournalCut;
import io.xisuan.billing.receivable.Dispute;
import io.xisuan.billing.receivable.OpenItem;
import io.xisuan.model.BillingPeriod;
import io.xisuan.model.Money;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A tenant that was right gets a credit note, once two people said so, and no second one. */
@Tag("postgresql")
class DisputeCreditsTest {
    @TempDir
    private Path folder;

    @Test
    void an_upheld_dispute_owes_one_credit_note_after_its_approval() {
        try (Store store = Store.open(StoreFixture.url(folder))) {
            String number = MoneyFixture.issue(store, 1).getFirst();
            InvoiceLine line =
                    Store.read(store.invoice(number).orElseThrow()).lines().getFirst();
            Money amount = line.customer().min(Money.ofFen(100));
            DisputeBook disputes = new DisputeBook(store);
            Dispute dispute = disputes.open(number, 1, amount, "the node was down", MoneyFixture.by("li"));
            DisputeCredits credits = new DisputeCredits(store);
            assertThat(credits.owed(period(store, number))).isEmpty();

            Proposal proposal = disputes.uphold(dispute.id(), "the log shows it", MoneyFixture.by("li"));
            assertThat(credits.owed(period(store, number))).isEmpty();

            new ControlBook(store).approve(proposal.number(), new Principal("wang"), "", 9);
            List<InvoiceDraft> owed = credits.owed(period(store, number));
            assertThat(owed).singleElement().satisfies(draft -> {
                assertThat(draft.payableNow()).isEqualTo(amount.negated());
                assertThat(draft.corrects().map(Correction::number)).isEqualTo(Optional.of(number));
            });
            assertThat(credits.owed(period(store, number))).isEqualTo(owed);
        }
    }

    @Test
    void a_credit_that_is_rejected_or_withdrawn_opens_the_dispute_again() {
        try (Store store = Store.open(StoreFixture.url(folder))) {
            String number = MoneyFixture.issue(store, 1).getFirst();
            DisputeBook disputes = new DisputeBook(store);
            ControlBook control = new ControlBook(store);
            Dispute dispute = disputes.open(number, 1, Money.ofFen(40), "down", MoneyFixture.by("li"));
            Proposal first = disputes.uphold(dispute.id(), "so it was", MoneyFixture.by("li"));
            control.end(first.number(), Decided.Verdict.REJECTED, new Principal("wang"), "the log differs", 9);
            assertThat(disputes.all()).extracting(Dispute::state).containsExactly(Dispute.State.OPEN);
            Proposal second = disputes.uphold(dispute.id(), "another log", MoneyFixture.by("li"));
            control.end(second.number(), Decided.Verdict.WITHDRAWN, new Principal("li"), "", 10);
            assertThat(new DisputeCredits(store).owed(period(store, number))).isEmpty();
            disputes.reject(dispute.id(), "not so", MoneyFixture.by("wang"));
            assertThat(disputes.openLines()).isEmpty();
            assertThat(store.verifyLedger()).isInstanceOf(LedgerCheck.Sound.class);
        }
    }

    @Test
    void the_issue_of_its_note_settles_a_dispute_and_nothing_else_does() {
        try (Store store = Store.open(StoreFixture.url(folder))) {
            String number = MoneyFixture.issue(store, 1).getFirst();
            Money amount = Money.ofFen(40);
            DisputeBook disputes = new DisputeBook(store);
            Dispute dispute = disputes.open(number, 1, amount, "down", MoneyFixture.by("li"));
            Proposal proposal = disputes.uphold(dispute.id(), "so it was", MoneyFixture.by("li"));
            assertThatThrownBy(() -> disputes.settle(dispute.id(), number, MoneyFixture.by("li")))
                    .hasMessageContaining("no note " + number + " that credits");
            new ControlBook(store).approve(proposal.number(), new Principal("wang"), "", 9);
            Money payable = new ReceivableBook(store).item(number).payable();

            issue(store, new DisputeCredits(store).owed(period(store, number)));
            assertThat(disputes.all()).extracting(Dispute::state).containsExactly(Dispute.State.SETTLED);
            OpenItem item = new ReceivableBook(store).item(number);
            assertThat(item.disputed()).isEqualTo(Money.ZERO);
            assertThat(item.due()).isEqualTo(payable.minus(amount));
            assertThat(store.credit()
                            .position(MoneyFixture.TENANT, Money.ZERO, MoneyFixture.DAY)
                            .committed())
                    .as("what is credited binds nobody")
                    .isEqualTo(amount.negated());
            assertThat(store.verifyLedger()).isInstanceOf(LedgerCheck.Sound.class);
        }
    }

    private static void issue(Store store, List<InvoiceDraft> drafts) {
        BillingPeriod month = drafts.getFirst().period();
        Issuing.Issued issued = Issuing.issue(Issuing.unchanged(drafts), store.numbers(), StoreFixture.ISSUED);
        NoteBatch batch = new NoteBatch(
                month, StoreFixture.ISSUED.toEpochMilli(), issued.invoices(), issued.numbers(), List.of(), List.of());
        store.writer().now(store.mintEpoch("test", 2), 1, turn -> NoteIssues.issue(turn.settled(), batch));
    }

    @Test
    void a_line_that_a_programme_pays_in_part_is_not_credited_by_agreement() {
        try (Store store = Store.open(StoreFixture.url(folder))) {
            long epoch = StoreFixture.openMonth(store, 3);
            JournalCut cut = new JournalCut(1, 100, Sha256.hex("first"));
            store.issue(
                    epoch,
                    StoreFixture.batch(store, RandomMonth.usage(new SplittableRandom(3)), cut, IssuePart.INTERIM));
            DisputeBook disputes = new DisputeBook(store);
            for (StoredInvoice stored : store.invoices(InvoiceFilter.ALL)) {
                List<InvoiceLine> lines = Store.read(stored).lines();
                for (int i = 0; i < lines.size(); i++) {
                    if (lines.get(i).subsidy().isPositive()
                            && lines.get(i).customer().isPositive()) {
                        long id = disputes.open(stored.number(), i + 1, Money.ofFen(1), "?", MoneyFixture.by("li"))
                                .id();
                        assertThatThrownBy(() -> disputes.uphold(id, "so it was", MoneyFixture.by("li")))
                                .hasMessageContaining("its credit goes by usage or lost work");
                        return;
                    }
                }
            }
            throw new AssertionError("seed 3: no line is paid by both");
        }
    }

    private static BillingPeriod period(Store store, String number) {
        return store.invoice(number).orElseThrow().period();
    }
}
