package io.xisuan.billing.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.xisuan.billing.RandomMonth;
import io.xisuan.billing.canonical.Sha256;
import io.xisuan.billing.claim.Claim;
import io.xisuan.billing.claim.ClaimAnswer;
import io.xisuan.billing.claim.ClaimFixture;
import io.xisuan.billing.claim.ClaimRefusal;
import io.xisuan.billing.claim.ClaimScope;
import io.xisuan.billing.claim.ClaimState;
import io.xisuan.billing.claim.ClaimStep;
import io.xisuan.billing.claim.Claimable;
import io.xisuan.billing.claim.evidence.EvidenceFile;
import io.xisuan.billing.claim.evidence.ProofKind;
import io.xisuan.billing.control.Principal;
import io.xisuan.billing.control.RightsException;
import io.xisuan.billing.invoice.JournalCut;
import io.xisuan.billing.party.RejectionCause;
import io.xisuan.billing.usage.UsageInterval;
import io.xisuan.model.InputException;
import io.xisuan.model.Money;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("postgresql")
class ClaimBookTest {
    private static final Principal LI = new Principal("li");
    private static final Principal WANG = new Principal("wang");
    private static final long NOW = StoreFixture.ISSUED.toEpochMilli() + 86_400_000L;
    private static final LocalDate DAY = LocalDate.of(2025, 4, 10);
    private static final ClaimScope SCOPE = ClaimFixture.SCOPE;
    private static final ClaimBook.Terms TERMS = new ClaimBook.Terms(ClaimFixture.known(Optional.empty()), true);

    @TempDir
    private Path folder;

    /** Issues a random month in two parts; the second comes later in the history. */
    private static List<UsageInterval> usage(long seed, boolean late) {
        return RandomMonth.usage(new SplittableRandom(seed)).stream()
                .filter(one -> (Integer.parseInt(one.job().uid().substring(4)) % 3 == 0) == late)
                .toList();
    }

    static void issue(Store store, long epoch, long seed, boolean late) {
        JournalCut cut =
                late ? new JournalCut(101, 180, Sha256.hex("second")) : new JournalCut(1, 100, Sha256.hex("first"));
        store.issue(
                epoch, StoreFixture.batch(store, usage(seed, late), cut, late ? IssuePart.FINAL : IssuePart.INTERIM));
    }

    static Claim opened(ClaimBook book) {
        return done(book.open(SCOPE, TERMS, LI, NOW));
    }

    static Claim done(ClaimAnswer answer) {
        return switch (answer) {
            case ClaimAnswer.Done(Claim claim) -> claim;
            case ClaimAnswer.Refused no -> throw new AssertionError(no.toString());
        };
    }

    static ClaimStep.Freeze freeze(ClaimBook book, Claim claim) {
        return new ClaimStep.Freeze(claim.rootWith(
                book.files(claim.number()).stream().map(EvidenceFile::leaf).toList()));
    }

    static Claim approved(Store store, Claim claim, ClaimStep step) {
        ClaimBook book = new ClaimBook(store);
        ClaimBook.Proposed proposed = book.propose(claim.number(), step, LI, NOW);
        long number = ((ClaimBook.Proposed.Waits) proposed).proposal().number();
        new ControlBook(store).approve(number, WANG, "", NOW + 1);
        return book.claim(claim.number()).orElseThrow().claim();
    }

    @Test
    void freezing_takes_two_people_and_fixes_lines_and_evidence() throws SQLException {
        try (Store store = Store.open(StoreFixture.url(folder))) {
            long epoch = StoreFixture.openMonth(store, 3);
            issue(store, epoch, 3, false);
            ClaimBook book = new ClaimBook(store);
            Claim claim = opened(book);
            book.putFiles(
                    claim.number(), List.of(EvidenceFile.text("contract/c-1.json", ProofKind.CONTRACT, "{}")), LI);
            ClaimStep.Freeze freeze = freeze(book, claim);
            ClaimBook.Proposed proposed = book.propose(claim.number(), freeze, LI, NOW);
            long number = ((ClaimBook.Proposed.Waits) proposed).proposal().number();
            ControlBook control = new ControlBook(store);
            assertThatThrownBy(() -> control.approve(number, LI, "", NOW)).isInstanceOf(RightsException.class);
            assertThat(book.claim(1).orElseThrow().claim().state()).isEqualTo(ClaimState.OPEN);
            control.approve(number, WANG, "", NOW);
            assertThat(book.claim(1).orElseThrow().claim().root()).contains(freeze.root());
            assertThatThrownBy(() -> book.putFiles(1, book.files(1), LI)).isInstanceOf(InputException.class);
            assertThatThrownBy(() -> StoreFixture.tamper(folder, "DELETE FROM claim_file"))
                    .hasMessageContaining("evidence of a frozen claim");
            assertThatThrownBy(() -> StoreFixture.tamper(folder, "UPDATE claim_line SET amount_fen = 1"))
                    .hasMessageContaining("what was written stays");
            assertThat(book.pinned(RandomMonth.PERIOD)).isNotEmpty();
            assertThat(book.firstProblem()).isEmpty();
        }
    }

    @Test
    void evidence_that_changed_after_the_proposal_is_not_frozen() {
        try (Store store = Store.open(StoreFixture.url(folder))) {
            long epoch = StoreFixture.openMonth(store, 3);
            issue(store, epoch, 3, false);
            ClaimBook book = new ClaimBook(store);
            Claim claim = opened(book);
            book.propose(claim.number(), freeze(book, claim), LI, NOW);
            book.putFiles(claim.number(), List.of(EvidenceFile.text("other/late.txt", ProofKind.OTHER, "late")), LI);
            assertThatThrownBy(() -> new ControlBook(store).approve(1, WANG, "", NOW))
                    .isInstanceOf(InputException.class)
                    .hasMessageContaining("changed");
            assertThat(new ControlBook(store).pending()).hasSize(1);
        }
    }

    @Test
    void the_database_itself_refuses_to_claim_a_fen_twice() {
        try (Store store = Store.open(StoreFixture.url(folder))) {
            long epoch = StoreFixture.openMonth(store, 3);
            issue(store, epoch, 3, false);
            opened(new ClaimBook(store));
            assertThat(new ClaimBook(store).open(SCOPE, TERMS, LI, NOW))
                    .isInstanceOfSatisfying(
                            ClaimAnswer.Refused.class,
                            no -> assertThat(no.reason()).isEqualTo(ClaimRefusal.NOTHING_CLAIMABLE));
            assertThatThrownBy(() -> StoreFixture.tamper(folder, "UPDATE claimable SET claimed_fen = claimed_fen + 1"))
                    .isInstanceOf(SQLException.class);
            assertThatThrownBy(() -> StoreFixture.tamper(folder, "UPDATE claimable SET deducted_fen = 1"))
                    .hasMessageContaining("identity");
        }
    }

    @Test
    void P19_each_deducted_fen_is_in_one_live_claim_at_most_and_the_books_owe_what_claims_say() {
        SplittableRandom seeds = new SplittableRandom(19);
        for (int round = 0; round < 12; round++) {
            long seed = seeds.nextLong(1_000);
            Path place = folder.resolve("r" + round);
            place.toFile().mkdirs();
            try (Store store = Store.open(StoreFixture.url(place))) {
                new History(store, seed).run();
            }
        }
    }

    /** One random life of claims, looked at after every step. */
    private static final class History {
        private final Store store;
        private final ClaimBook book;
        private final long seed;
        private final SplittableRandom random;
        private final long epoch;
        private int references;

        History(Store store, long seed) {
            this.store = store;
            this.book = new ClaimBook(store);
            this.seed = seed;
            this.random = new SplittableRandom(seed);
            this.epoch = StoreFixture.openMonth(store, seed);
        }

        void run() {
            issue(store, epoch, seed, false);
            for (int i = 0; i < 40; i++) {
                if (i == 15) {
                    issue(store, epoch, seed, true);
                }
                List<ClaimRecord> claims = book.claims();
                if (claims.isEmpty() || random.nextInt(5) == 0) {
                    book.open(SCOPE, TERMS, LI, NOW);
                } else {
                    step(claims.get(random.nextInt(claims.size())).claim());
                }
                look();
            }
        }

        private void step(Claim claim) {
            switch (claim.state()) {
                case OPEN -> freezeOrWithdraw(claim);
                case FROZEN -> approved(store, claim, new ClaimStep.Submit(DAY, "R"));
                case SUBMITTED -> answer(claim);
                case ACCEPTED, PART -> pay(claim);
                case PAID, RECONCILED, REJECTED -> after(claim);
                case WITHDRAWN -> {}
            }
        }

        private void freezeOrWithdraw(Claim claim) {
            if (random.nextInt(3) == 0) {
                done(book.step(claim.number(), new ClaimStep.Withdraw(), LI, NOW));
            } else {
                approved(store, claim, freeze(book, claim));
            }
        }

        private void answer(Claim claim) {
            long all = claim.total().fen();
            long fen = random.nextInt(3) == 0 ? all : random.nextLong(all + 1);
            RejectionCause cause = List.of(RejectionCause.values()).get(random.nextInt(4));
            Optional<ClaimStep.Rest> rest =
                    fen == all ? Optional.empty() : Optional.of(new ClaimStep.Rest(cause, random.nextBoolean()));
            either(claim, new ClaimStep.Answer(DAY, Money.ofFen(fen), new TreeMap<>(), rest));
        }

        private void pay(Claim claim) {
            for (Map.Entry<String, Money> level : claim.acceptedByLevel().entrySet()) {
                Money due = level.getValue().minus(claim.paid().getOrDefault(level.getKey(), Money.ZERO));
                if (due.isPositive() && random.nextInt(3) > 0) {
                    Money part = random.nextBoolean() ? due : Money.ofFen(1 + random.nextLong(due.fen()));
                    done(book.step(claim.number(), new ClaimStep.Pay(level.getKey(), part, DAY, reference()), LI, NOW));
                }
            }
        }

        private void after(Claim claim) {
            Money left = claim.paidTotal().minus(claim.clawedBack());
            if (claim.state() == ClaimState.PAID && random.nextBoolean()) {
                done(book.step(claim.number(), new ClaimStep.Reconcile(), LI, NOW));
            } else if (claim.state() != ClaimState.REJECTED && left.isPositive()) {
                RejectionCause cause = List.of(RejectionCause.values()).get(random.nextInt(4));
                either(
                        claim,
                        new ClaimStep.ClawBack(Money.ofFen(1 + random.nextLong(left.fen())), cause, DAY, reference()));
            }
        }

        private void either(Claim claim, ClaimStep step) {
            if (book.deed(claim.number(), step).isPresent()) {
                approved(store, claim, step);
            } else {
                done(book.step(claim.number(), step, LI, NOW));
            }
        }

        private String reference() {
            references++;
            return "b-" + references;
        }

        /** Sums everything up from the lines alone and compares it with stock and books. */
        private void look() {
            String which = "seed %d".formatted(seed);
            SortedMap<String, Money> live = new TreeMap<>();
            SortedMap<String, Money> owed = new TreeMap<>();
            for (ClaimRecord record : book.claims()) {
                Claim claim = record.claim();
                SortedMap<Integer, Money> rejected = claim.rejectedByLine();
                claim.lines().forEach(line -> {
                    assertThat(line.levels().stream().map(part -> part.amount()).reduce(Money.ZERO, Money::plus))
                            .as(which)
                            .isEqualTo(line.amount());
                    if (claim.state() != ClaimState.WITHDRAWN) {
                        Claimable.source(line)
                                .ifPresent(source -> live.merge(
                                        source.document() + "/" + source.line(),
                                        line.amount().minus(rejected.getOrDefault(line.number(), Money.ZERO)),
                                        Money::plus));
                    }
                });
                if (claim.root().isPresent()) {
                    owedByLevel(claim).forEach((level, amount) -> owed.merge(level, amount, Money::plus));
                }
            }
            SortedMap<String, Money> deducted = new TreeMap<>();
            book.stock(RandomMonth.SUPPLIER)
                    .forEach(one -> deducted.put(
                            one.deduction().document() + "/" + one.deduction().line(),
                            one.deduction().amount()));
            live.forEach((key, amount) -> assertThat(amount)
                    .as("%s: %s", which, key)
                    .isBetween(Money.ZERO, deducted.getOrDefault(key, Money.ZERO)));
            owed.forEach((level, amount) -> assertThat(balance("AR-GOV/west-30/" + level))
                    .as("%s: %s", which, level)
                    .isEqualTo(amount));
            assertThat(book.firstProblem()).as(which).isEmpty();
        }

        /** Claimed less rejected less paid. */
        private static SortedMap<String, Money> owedByLevel(Claim claim) {
            SortedMap<String, Money> owed = new TreeMap<>(claim.claimedByLevel());
            List<Claim.Cell> cells = claim.cells();
            List<Money> rejected = claim.rejected();
            for (int i = 0; i < rejected.size(); i++) {
                owed.merge(cells.get(i).level(), rejected.get(i).negated(), Money::plus);
            }
            claim.paid().forEach((level, amount) -> owed.merge(level, amount.negated(), Money::plus));
            return owed;
        }

        private Money balance(String account) {
            List<Money> amounts = new ArrayList<>();
            store.ledger()
                    .forEach(entry -> entry.postings().postings().stream()
                            .filter(posting -> posting.account().equals(account))
                            .forEach(posting -> amounts.add(posting.amount())));
            return amounts.stream().reduce(Money.ZERO, Money::plus);
        }
    }
}
