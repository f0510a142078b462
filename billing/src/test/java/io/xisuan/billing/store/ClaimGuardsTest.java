package io.xisuan.billing.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.xisuan.billing.RandomMonth;
import io.xisuan.billing.claim.Claim;
import io.xisuan.billing.claim.ClaimRefusal;
import io.xisuan.billing.claim.ClaimStep;
import io.xisuan.billing.claim.Claimable;
import io.xisuan.billing.claim.Deduction;
import io.xisuan.billing.claim.evidence.EvidenceFile;
import io.xisuan.billing.claim.evidence.ProofKind;
import io.xisuan.billing.control.Decided;
import io.xisuan.billing.control.Principal;
import io.xisuan.billing.party.RejectionCause;
import io.xisuan.billing.payment.MoneyMovement;
import io.xisuan.billing.payment.Recorded;
import io.xisuan.billing.receivable.Allocation;
import io.xisuan.model.BillingPeriod;
import io.xisuan.model.InputException;
import io.xisuan.model.Money;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What keeps a claim from being frozen or handed in, what it leaves owed, and what a check of the books finds of it. */
@Tag("postgresql")
class ClaimGuardsTest {
    private static final Principal LI = new Principal("li");
    private static final Principal WANG = new Principal("wang");
    private static final long NOW = StoreFixture.ISSUED.toEpochMilli() + 86_400_000L;
    private static final LocalDate DAY = LocalDate.of(2025, 4, 10);

    @TempDir
    private Path folder;

    @Test
    void a_frozen_claim_takes_no_more_evidence_and_a_check_of_the_books_sees_what_was_changed() throws SQLException {
        try (Store store = Store.open(StoreFixture.url(folder))) {
            ClaimBookTest.issue(store, StoreFixture.openMonth(store, 3), 3, false);
            ClaimBook book = new ClaimBook(store);
            Claim claim = ClaimBookTest.opened(book);
            book.putFiles(claim.number(), List.of(EvidenceFile.text("attached/1/a.txt", ProofKind.OTHER, "a")), LI);
            ClaimBookTest.approved(store, claim, ClaimBookTest.freeze(book, claim));
            assertThat(store.verifyLedger()).isInstanceOf(LedgerCheck.Sound.class);
            String copy = "INSERT INTO claim_file SELECT claim, 'attached/1/b.txt', kind, sha256, body FROM claim_file";
            assertThatThrownBy(() -> StoreFixture.tamper(folder, copy))
                    .hasMessageContaining("evidence of a frozen claim");
            store.database().write(handle -> {
                Dialect.of(StoreFixture.url(folder)).unguarded(handle, "claim_file", () -> handle.execute(copy));
                return true;
            });
            assertThat(store.verifyLedger())
                    .isInstanceOfSatisfying(
                            LedgerCheck.Broken.class,
                            broken -> assertThat(broken.toString())
                                    .contains("CL-000001")
                                    .contains("root"));
        }
    }

    @Test
    void a_line_in_dispute_is_claimed_frozen_and_handed_in_by_nobody() {
        try (Store store = Store.open(StoreFixture.url(folder))) {
            ClaimBookTest.issue(store, StoreFixture.openMonth(store, 3), 3, false);
            ClaimBook book = new ClaimBook(store);
            Claim claim = ClaimBookTest.opened(book);
            long proposal = ((ClaimBook.Proposed.Waits)
                            book.propose(claim.number(), ClaimBookTest.freeze(book, claim), LI, NOW))
                    .proposal()
                    .number();
            Deduction first = Claimable.source(claim.line(1)).orElseThrow();
            DisputeBook disputes = new DisputeBook(store);
            Recorded by = new Recorded(DAY, "li", NOW);
            long dispute = disputes.open(first.document(), first.line(), Money.ofFen(1), "not ours", by)
                    .id();
            assertThatThrownBy(() -> new ControlBook(store).approve(proposal, WANG, "", NOW))
                    .isInstanceOf(InputException.class)
                    .hasMessageContaining("D-000001");
            assertThat(book.propose(claim.number(), ClaimBookTest.freeze(book, claim), LI, NOW))
                    .isInstanceOfSatisfying(
                            ClaimBook.Proposed.Refused.class,
                            no -> assertThat(no.refusal().reason()).isEqualTo(ClaimRefusal.DISPUTED));
            ClaimBookTest.done(book.step(claim.number(), new ClaimStep.Withdraw(), LI, NOW));
            Claim other = ClaimBookTest.opened(book);
            assertThat(other.lines())
                    .hasSize(claim.lines().size() - 1)
                    .noneMatch(line -> Claimable.source(line).equals(Optional.of(first)));
            disputes.reject(dispute, "it is", by);
            ClaimBookTest.done(book.step(other.number(), new ClaimStep.Withdraw(), LI, NOW));
            Claim whole = ClaimBookTest.opened(book);
            assertThat(whole.total()).isEqualTo(claim.total());
            ClaimBookTest.approved(store, whole, ClaimBookTest.freeze(book, whole));
            disputes.open(first.document(), first.line(), Money.ofFen(1), "still not", by);
            assertThat(book.propose(whole.number(), new ClaimStep.Submit(DAY, "R"), LI, NOW))
                    .isInstanceOf(ClaimBook.Proposed.Refused.class);
        }
    }

    @Test
    void what_buyers_bear_of_a_claim_is_owed_until_a_note_says_it() {
        try (Store store = Store.open(StoreFixture.url(folder))) {
            ClaimBookTest.issue(store, StoreFixture.openMonth(store, 3), 3, false);
            ClaimBook book = new ClaimBook(store);
            Claim claim = ClaimBookTest.opened(book);
            ClaimBookTest.approved(store, claim, ClaimBookTest.freeze(book, claim));
            ClaimBookTest.approved(store, claim, new ClaimStep.Submit(DAY, "R"));
            ClaimSettlements settlements = new ClaimSettlements(store);
            assertThat(settlements.owed()).isEmpty();
            ClaimStep.Rest rest = new ClaimStep.Rest(RejectionCause.ELIGIBILITY, false);
            ClaimBookTest.done(book.step(
                    claim.number(),
                    new ClaimStep.Answer(DAY, Money.ZERO, new TreeMap<>(), Optional.of(rest)),
                    LI,
                    NOW));
            List<ClaimSettlements.Owed> owed = settlements.owed();
            assertThat(owed)
                    .allMatch(one -> one.month().equals(RandomMonth.PERIOD)
                            && one.claim().equals(claim.name()));
            assertThat(owed.stream().map(ClaimSettlements.Owed::amount).reduce(Money.ZERO, Money::plus))
                    .isEqualTo(claim.deducted());
            ClaimSettlements.Drafted drafted = settlements.drafts(RandomMonth.PERIOD);
            assertThat(drafted.leftOut()).isEmpty();
            assertThat(drafted.drafts()).hasSameSizeAs(owed);
            assertThat(settlements.drafts(BillingPeriod.parse("2024-01")).drafts())
                    .isEmpty();
        }
    }

    @Test
    void a_payment_taken_back_after_the_proposal_is_no_proof() {
        try (Store store = Store.open(StoreFixture.url(folder))) {
            ClaimBookTest.issue(store, StoreFixture.openMonth(store, 3), 3, false);
            ClaimBook book = new ClaimBook(store);
            Claim claim = ClaimBookTest.opened(book);
            StoredInvoice invoice = store.invoice(
                            Claimable.source(claim.line(1)).orElseThrow().document())
                    .orElseThrow();
            PaymentBook payments = new PaymentBook(store);
            Money amount = Money.ofFen(100);
            long receipt = payments
                    .receive(
                            invoice.tenant(),
                            amount,
                            "bank-1",
                            List.of(new Allocation(invoice.number(), amount)),
                            new Recorded(DAY, "li", NOW))
                    .stream()
                    .filter(movement -> movement.kind() == MoneyMovement.Kind.RECEIPT)
                    .findFirst()
                    .orElseThrow()
                    .id();
            book.putFiles(claim.number(), List.of(EvidenceFile.text("attached/1/a.txt", ProofKind.OTHER, "a")), LI);
            book.putFiles(claim.number(), List.of(EvidenceFile.text("invoices/old.txt", ProofKind.OTHER, "old")), LI);
            gather(store, claim);
            assertThat(book.files(claim.number()))
                    .extracting(EvidenceFile::path)
                    .contains("attached/1/a.txt", "payments/%s.tsv".formatted(invoice.number()))
                    .doesNotContain("invoices/old.txt");
            book.propose(claim.number(), ClaimBookTest.freeze(book, claim), LI, NOW);
            payments.bounce(receipt, new Recorded(DAY, "li", NOW));
            assertThatThrownBy(() -> new ControlBook(store).approve(1, WANG, "", NOW))
                    .isInstanceOf(InputException.class)
                    .hasMessageContaining("payments/" + invoice.number())
                    .hasMessageContaining("gather again");
            new ControlBook(store).end(1, Decided.Verdict.REJECTED, WANG, "the payment bounced", NOW);
            gather(store, claim);
            ClaimBookTest.approved(store, claim, ClaimBookTest.freeze(book, claim));
        }
    }

    private static void gather(Store store, Claim claim) {
        List<EvidenceFile> files = new ClaimEvidence(store)
                .gather(ClaimEvidence.Subject.of(claim), List.of(), List.of(), List.of())
                .files();
        new ClaimBook(store).putGathered(claim.number(), files, LI);
    }
}
