package io.xisuan.billing.claim;

import static org.assertj.core.api.Assertions.assertThat;

import io.xisuan.billing.claim.ClaimAnswer.Done;
import io.xisuan.billing.claim.ClaimAnswer.Refused;
import io.xisuan.billing.ledger.Accounts;
import io.xisuan.billing.ledger.Posting;
import io.xisuan.billing.ledger.PostingSet;
import io.xisuan.billing.party.Bearer;
import io.xisuan.billing.party.RejectionCause;
import io.xisuan.billing.programme.MoneyUnit;
import io.xisuan.billing.programme.RoundingRule;
import io.xisuan.billing.programme.Settlement;
import io.xisuan.model.Money;
import io.xisuan.model.Rounding;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class ClaimTest {
    private static final String ROOT = "ab".repeat(32);
    private static final Optional<ClaimStep.Rest> APPEALED =
            Optional.of(new ClaimStep.Rest(RejectionCause.EVIDENCE, true));

    private static Claim after(Claim claim, ClaimStep... steps) {
        Claim now = claim;
        for (ClaimStep step : steps) {
            assertThat(ClaimSteps.read(ClaimSteps.json(step))).isEqualTo(step);
            now = switch (now.after(step)) {
                case Done done -> done.claim();
                case Refused no -> throw new AssertionError(step + ": " + no);
            };
        }
        return now;
    }

    private static ClaimRefusal refusal(Claim claim, ClaimStep step) {
        return switch (claim.after(step)) {
            case Done done -> throw new AssertionError(step + " was done");
            case Refused no -> no.reason();
        };
    }

    private static ClaimStep.Submit submit() {
        return new ClaimStep.Submit(ClaimFixture.DAY, "R-1");
    }

    private static ClaimStep.Answer answer(long fen, Optional<ClaimStep.Rest> rest) {
        return new ClaimStep.Answer(ClaimFixture.DAY, Money.ofFen(fen), new TreeMap<>(), rest);
    }

    private static ClaimStep.Pay pay(String level, long fen, String reference) {
        return new ClaimStep.Pay(level, Money.ofFen(fen), ClaimFixture.DAY, reference);
    }

    @Test
    void a_claim_goes_from_open_to_reconciled_and_nothing_is_skipped() {
        Claim open = ClaimFixture.open(ClaimFixture.stock(1_000, 2_000, 3_000));
        assertThat(open.total()).isEqualTo(Money.ofFen(1_800));
        assertThat(open.claimedByLevel())
                .containsExactly(Map.entry("city", Money.ofFen(1_200)), Map.entry("district", Money.ofFen(600)));
        assertThat(refusal(open, submit())).isEqualTo(ClaimRefusal.NOT_NOW);
        Claim submitted = after(open, new ClaimStep.Freeze(ROOT), submit());
        assertThat(refusal(submitted, new ClaimStep.Freeze(ROOT))).isEqualTo(ClaimRefusal.NOT_NOW);
        assertThat(submitted.owed()).isEqualTo(Money.ofFen(1_800));
        Claim accepted = after(submitted, answer(1_800, Optional.empty()));
        assertThat(accepted.state()).isEqualTo(ClaimState.ACCEPTED);
        assertThat(refusal(accepted, new ClaimStep.Reconcile())).isEqualTo(ClaimRefusal.NOT_NOW);
        Claim paid = after(accepted, pay("city", 1_200, "b-1"), pay("district", 600, "b-2"));
        assertThat(paid.state()).isEqualTo(ClaimState.PAID);
        assertThat(after(paid, new ClaimStep.Reconcile()).state()).isEqualTo(ClaimState.RECONCILED);
    }

    @Test
    void a_level_pays_no_more_than_it_owes_and_no_reference_counts_twice() {
        Claim accepted = after(
                ClaimFixture.open(ClaimFixture.stock(1_000, 2_000)),
                new ClaimStep.Freeze(ROOT),
                submit(),
                answer(900, Optional.empty()));
        assertThat(refusal(accepted, pay("city", 601, "b-1"))).isEqualTo(ClaimRefusal.TOO_MUCH);
        assertThat(refusal(accepted, pay("province", 1, "b-1"))).isEqualTo(ClaimRefusal.UNKNOWN_PART);
        Claim part = after(accepted, pay("city", 100, "b-1"));
        assertThat(part.state()).isEqualTo(ClaimState.ACCEPTED);
        assertThat(refusal(part, pay("city", 100, "b-1"))).isEqualTo(ClaimRefusal.KNOWN_REFERENCE);
    }

    @Test
    void a_part_that_names_no_lines_is_spread_in_proportion_and_to_the_fen() {
        SplittableRandom seeds = new SplittableRandom(19);
        for (int round = 0; round < 2_000; round++) {
            long seed = seeds.nextLong();
            SplittableRandom random = new SplittableRandom(seed);
            long[] gross = random.longs(1 + random.nextInt(20), 4, 50_000).toArray();
            Claim submitted = after(ClaimFixture.open(ClaimFixture.stock(gross)), new ClaimStep.Freeze(ROOT), submit());
            long accepted = random.nextLong(submitted.total().fen());
            Claim part = after(submitted, answer(accepted, APPEALED));
            assertThat(part.acceptedTotal()).as("seed %d", seed).isEqualTo(Money.ofFen(accepted));
            List<Claim.Cell> cells = part.cells();
            for (int i = 0; i < cells.size(); i++) {
                Money exact = part.accepted().get(i);
                assertThat(exact.isNegative() || exact.compareTo(cells.get(i).amount()) > 0)
                        .as("seed %d: %s of %s", seed, exact, cells.get(i))
                        .isFalse();
            }
            assertThat(sum(part.rejectedByLine()))
                    .as("seed %d", seed)
                    .isEqualTo(submitted.total().minus(Money.ofFen(accepted)));
        }
    }

    @Test
    void named_lines_are_accepted_as_named_and_their_sum_is_checked() {
        Claim submitted =
                after(ClaimFixture.open(ClaimFixture.stock(1_000, 2_000)), new ClaimStep.Freeze(ROOT), submit());
        SortedMap<Integer, Money> named = new TreeMap<>(Map.of(2, Money.ofFen(600)));
        ClaimStep.Answer second = new ClaimStep.Answer(ClaimFixture.DAY, Money.ofFen(600), named, APPEALED);
        assertThat(after(submitted, second).rejectedByLine()).containsExactly(Map.entry(1, Money.ofFen(300)));
        ClaimStep.Answer other = new ClaimStep.Answer(ClaimFixture.DAY, Money.ofFen(601), named, APPEALED);
        assertThat(refusal(submitted, other)).isEqualTo(ClaimRefusal.TOO_MUCH);
        named.put(3, Money.ofFen(1));
        assertThat(refusal(submitted, new ClaimStep.Answer(ClaimFixture.DAY, Money.ofFen(601), named, APPEALED)))
                .isEqualTo(ClaimRefusal.UNKNOWN_PART);
        assertThat(refusal(submitted, answer(10, Optional.empty()))).isEqualTo(ClaimRefusal.REST_UNSAID);
        assertThat(refusal(submitted, answer(901, Optional.empty()))).isEqualTo(ClaimRefusal.TOO_MUCH);
    }

    @Test
    void what_the_text_cuts_off_is_a_line_at_the_suppliers_cost() {
        RoundingRule wholeYuan = new RoundingRule(MoneyUnit.CNY_10K, 4, Rounding.TRUNCATE);
        List<Claimable> stock = ClaimFixture.stock(123_456, 50_077);
        ClaimDraft draft = ClaimDraft.of(
                ClaimFixture.known(Optional.of(wholeYuan)), ClaimFixture.SCOPE, stock, ClaimFixture.DAY, false);
        Claim claim = Claim.open(1, ClaimFixture.SCOPE, ((ClaimDraft.Lines) draft).lines());
        // By hand: 1,735.33 cut to 1,735 yuan; 30 % is 520.50, cut to 520; deducted were 520.59.
        assertThat(claim.deducted()).isEqualTo(Money.ofFen(52_059));
        assertThat(claim.total()).isEqualTo(Money.ofFen(52_000));
        assertThat(claim.rounding()).isEqualTo(Money.ofFen(-59));
        PostingSet frozen = ClaimPostings.of(claim, new ClaimStep.Freeze(ROOT), Map.of(), ClaimFixture.DAY)
                .orElseThrow();
        assertThat(frozen.postings())
                .containsExactlyInAnyOrder(
                        new Posting(Accounts.governmentReceivable(ClaimFixture.PROGRAMME), Money.ofFen(-52_059)),
                        new Posting(Accounts.governmentReceivable(ClaimFixture.PROGRAMME, "city"), Money.ofFen(34_667)),
                        new Posting(
                                Accounts.governmentReceivable(ClaimFixture.PROGRAMME, "district"), Money.ofFen(17_333)),
                        new Posting(Accounts.claimRounding(ClaimFixture.PROGRAMME), Money.ofFen(59)));
    }

    @Test
    void a_formula_that_differs_by_more_than_rounding_is_refused_and_named() {
        List<Claimable> stock = List.of(
                Claimable.untouched(ClaimFixture.deduction("ZW-2025-000001", 1, 10_000, 9_000), ClaimFixture.month()));
        ClaimDraft draft =
                ClaimDraft.of(ClaimFixture.known(Optional.empty()), ClaimFixture.SCOPE, stock, ClaimFixture.DAY, false);
        assertThat(draft).isInstanceOfSatisfying(ClaimDraft.No.class, no -> {
            assertThat(no.refusal().reason()).isEqualTo(ClaimRefusal.FORMULA_DIFFERS);
            assertThat(no.refusal().detail()).contains("90.00").contains("30.00");
        });
        assertThat(ClaimDraft.of(
                        ClaimFixture.known(Optional.empty()), ClaimFixture.SCOPE, stock, ClaimFixture.DAY, true))
                .isInstanceOfSatisfying(
                        ClaimDraft.Lines.class,
                        lines -> assertThat(lines.total()).isEqualTo(Money.ofFen(3_000)));
    }

    @Test
    void a_programme_that_pays_the_buyer_is_not_claimed_from() {
        ClaimCase reimbursed = ClaimFixture.known(Optional.empty(), Settlement.CUSTOMER_REIMBURSED, List.of());
        assertThat(ClaimDraft.of(reimbursed, ClaimFixture.SCOPE, ClaimFixture.stock(1_000), ClaimFixture.DAY, false))
                .isInstanceOfSatisfying(
                        ClaimDraft.No.class,
                        no -> assertThat(no.refusal().reason()).isEqualTo(ClaimRefusal.NOT_OURS_TO_CLAIM));
    }

    @Test
    void a_deduction_that_a_note_took_back_is_a_negative_line_of_a_later_claim() {
        Deduction back = ClaimFixture.deduction("ZW-CN-2025-000001", 2, -1_000, -300);
        List<Claimable> stock =
                List.of(ClaimFixture.stock(5_000).getFirst(), Claimable.untouched(back, ClaimFixture.month()));
        Claim claim = ClaimFixture.open(stock);
        assertThat(claim.total()).isEqualTo(Money.ofFen(1_200));
        assertThat(claim.lines()).extracting(ClaimLine::amount).contains(Money.ofFen(-300));
        assertThat(sum(claim.claimedByLevel())).isEqualTo(claim.total());
    }

    @Test
    void the_bearer_of_the_rest_is_debited_and_the_levels_owe_the_rest_no_more() {
        Claim submitted =
                after(ClaimFixture.open(ClaimFixture.stock(1_000, 2_000)), new ClaimStep.Freeze(ROOT), submit());
        ClaimStep.Answer none = answer(0, Optional.of(new ClaimStep.Rest(RejectionCause.EVIDENCE, false)));
        Claim rejected = after(submitted, none);
        assertThat(rejected.state()).isEqualTo(ClaimState.REJECTED);
        PostingSet set = ClaimPostings.of(
                        rejected, none, Map.of(1, Bearer.SUPPLIER, 2, Bearer.TENANT), ClaimFixture.DAY)
                .orElseThrow();
        assertThat(set.postings())
                .contains(
                        new Posting(Accounts.writeOff(), Money.ofFen(300)),
                        new Posting(Accounts.governmentReceivable(ClaimFixture.PROGRAMME), Money.ofFen(600)),
                        new Posting(Accounts.governmentReceivable(ClaimFixture.PROGRAMME, "city"), Money.ofFen(-600)));
    }

    @Test
    void instalments_of_a_clawback_take_no_more_of_a_line_than_was_accepted() {
        List<Claimable> stock = List.of(
                Claimable.untouched(ClaimFixture.deduction("ZW-2025-000001", 1, 33_334, 10_000), ClaimFixture.month()),
                Claimable.untouched(ClaimFixture.deduction("ZW-2025-000001", 2, 33_333, 10_000), ClaimFixture.month()),
                Claimable.untouched(ClaimFixture.deduction("ZW-2025-000001", 3, 33_333, 10_000), ClaimFixture.month()));
        Claim paid = after(
                ClaimFixture.open(stock),
                new ClaimStep.Freeze(ROOT),
                submit(),
                answer(30_000, Optional.empty()),
                pay("city", 20_000, "b-1"),
                pay("district", 10_000, "b-2"));
        for (int times = 1; times <= 30; times++) {
            Claim now = paid;
            SortedMap<Integer, Money> byLine = new TreeMap<>();
            for (int i = 1; i <= times; i++) {
                String letter = "letter-" + i;
                Money rest = Money.ofFen(30_000).minus(now.clawedBack());
                Money amount = i == times ? rest : Money.ofFen(30_000 / times);
                now = after(now, new ClaimStep.ClawBack(amount, RejectionCause.EVIDENCE, ClaimFixture.DAY, letter));
                SortedMap<Integer, Money> part = now.clawedBackByLine(letter);
                assertThat(sum(part)).isEqualTo(amount);
                assertThat(part.values()).as("%d of %d", i, times).allMatch(Money::isPositive);
                part.forEach((line, fen) -> byLine.merge(line, fen, Money::plus));
                assertThat(byLine.values())
                        .as("%d of %d", i, times)
                        .allMatch(fen -> fen.compareTo(Money.ofFen(10_000)) <= 0);
            }
            assertThat(byLine.values()).as("%d instalments", times).containsOnly(Money.ofFen(10_000));
        }
    }

    @Test
    void any_change_of_a_line_or_a_file_changes_the_root() {
        Claim one = ClaimFixture.open(ClaimFixture.stock(1_000, 2_000));
        Claim other = ClaimFixture.open(ClaimFixture.stock(1_001, 1_999));
        assertThat(one.rootWith(List.of("a"))).hasSize(64).isNotEqualTo(other.rootWith(List.of("a")));
        assertThat(one.rootWith(List.of("a"))).isNotEqualTo(one.rootWith(List.of("b")));
        assertThat(one.rootWith(List.of("a"))).isEqualTo(one.rootWith(List.of("a")));
    }

    private static Money sum(SortedMap<?, Money> amounts) {
        return amounts.values().stream().reduce(Money.ZERO, Money::plus);
    }
}
