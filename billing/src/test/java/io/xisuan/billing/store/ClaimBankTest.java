package io.xisuan.billing.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.xisuan.billing.RandomMonth;
import io.xisuan.billing.canonical.Sha256;
import io.xisuan.billing.claim.Claim;
import io.xisuan.billing.claim.ClaimAnswer;
import io.xisuan.billing.claim.ClaimFixture;
import io.xisuan.billing.claim.ClaimStep;
import io.xisuan.billing.control.Principal;
import io.xisuan.billing.invoice.JournalCut;
import io.xisuan.model.Money;
import io.xisuan.model.TenantId;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a programme pays and what the bank's statement says of it are the same money. */
@Tag("postgresql")
class ClaimBankTest {
    private static final Principal LI = new Principal("li");
    private static final long NOW = StoreFixture.ISSUED.toEpochMilli() + 86_400_000L;
    private static final LocalDate DAY = LocalDate.of(2025, 4, 4);

    @TempDir
    private Path folder;

    @SuppressWarnings("NullAway.Init") // set before each test
    private Store store;

    private String level = "";
    private long owed;

    /** Brings a claim to where it is paid. */
    @BeforeEach
    void acceptClaim() {
        store = Store.open(StoreFixture.url(folder));
        long epoch = StoreFixture.openMonth(store, 3);
        JournalCut cut = new JournalCut(1, 100, Sha256.hex("first"));
        store.issue(
                epoch, StoreFixture.batch(store, RandomMonth.usage(new SplittableRandom(3)), cut, IssuePart.INTERIM));
        ClaimBook book = new ClaimBook(store);
        ClaimBook.Terms terms = new ClaimBook.Terms(ClaimFixture.known(Optional.empty()), true);
        Claim claim = done(book.open(ClaimFixture.SCOPE, terms, LI, NOW));
        approved(claim, new ClaimStep.Freeze(claim.rootWith(List.of())));
        approved(claim, new ClaimStep.Submit(DAY, "receipt"));
        Claim accepted = done(book.step(
                claim.number(), new ClaimStep.Answer(DAY, claim.total(), new TreeMap<>(), Optional.empty()), LI, NOW));
        level = accepted.acceptedByLevel().firstKey();
        owed = accepted.acceptedByLevel().firstEntry().getValue().fen();
    }

    @AfterEach
    void isSound() {
        try (Store open = store) {
            assertThat(open.verifyLedger()).isInstanceOf(LedgerCheck.Sound.class);
        }
    }

    private static Claim done(ClaimAnswer answer) {
        return switch (answer) {
            case ClaimAnswer.Done(Claim claim) -> claim;
            case ClaimAnswer.Refused no -> throw new AssertionError(no.toString());
        };
    }

    private void approved(Claim claim, ClaimStep step) {
        ClaimBook.Proposed proposed = new ClaimBook(store).propose(claim.number(), step, LI, NOW);
        long number = ((ClaimBook.Proposed.Waits) proposed).proposal().number();
        new ControlBook(store).approve(number, new Principal("wang"), "", NOW);
    }

    private ClaimAnswer pay(String reference, long line) {
        return new ClaimBook(store).step(1, new ClaimStep.Pay(level, Money.ofFen(owed), DAY, reference, line), LI, NOW);
    }

    private Money balance(String account) {
        return LedgerView.balances(store, LedgerFilter.ALL).getOrDefault(account, Money.ZERO);
    }

    private PaymentBook.Imported imported(String reference, long fen) {
        return new PaymentBook(store)
                .importLines(List.of(MoneyFixture.line(reference, fen, "财政局", "")), new Principal("clerk"));
    }

    @Test
    void a_claim_is_paid_by_a_line_of_the_bank_once() {
        imported("gov-1", owed);
        imported("gov-2", owed + 1);
        assertThatThrownBy(() -> pay("gov-1", 0)).hasMessageContaining("claim pay --line B-000001");
        assertThatThrownBy(() -> pay("gov-2", 2)).hasMessageContaining("B-000002 is");
        done(pay("gov-1", 1));
        assertThat(balance("UNMATCHED")).isEqualTo(Money.ofFen(-owed - 1));
        assertThat(balance("BANK")).isEqualTo(Money.ofFen(2 * owed + 1));
        assertThat(new PaymentBook(store).unmatched()).hasSize(1);
        assertThatThrownBy(
                        () -> new PaymentBook(store).match(1, new TenantId("t-2"), List.of(), MoneyFixture.by("clerk")))
                .hasMessageContaining("no line B-000001 waits");
    }

    @Test
    void a_payment_of_a_claim_by_hand_is_no_new_line_and_no_receipt_of_a_tenant() {
        done(pay("gov-1", 0));
        assertThat(imported("gov-1", owed).known()).isEqualTo(1);
        assertThat(balance("BANK")).isEqualTo(Money.ofFen(owed));
        TenantId tenant = new TenantId("t-2");
        PaymentBook book = new PaymentBook(store);
        assertThatThrownBy(() -> book.receive(tenant, Money.ofFen(owed), "gov-1", List.of(), MoneyFixture.by("clerk")))
                .hasMessageContaining("paid for a claim");
    }
}
