package io.xisuan.billing.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.xisuan.billing.control.Principal;
import io.xisuan.billing.control.Proposal;
import io.xisuan.billing.invoice.Correction;
import io.xisuan.billing.invoice.InvoiceDraft;
import io.xisuan.billing.invoice.InvoiceLine;
import io.xisuan.billing.receivable.Dispute;
import io.xisuan.model.BillingPeriod;
import io.xisuan.model.Money;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
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

    private static BillingPeriod period(Store store, String number) {
        return store.invoice(number).orElseThrow().period();
    }
}
