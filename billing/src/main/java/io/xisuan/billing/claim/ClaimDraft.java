package io.xisuan.billing.claim;

import io.xisuan.billing.claim.ClaimAnswer.Refused;
import io.xisuan.billing.programme.Settlement;
import io.xisuan.model.ContractId;
import io.xisuan.model.Money;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** The lines that a claim would have: what is free of its scope, and what the programme's formula takes off. */
public sealed interface ClaimDraft {
    /**
     * It can be claimed.
     *
     * @param formulas one for each contract, in order of contract
     */
    record Lines(List<ClaimLine> lines, List<ClaimFormula> formulas) implements ClaimDraft {
        public Lines {
            lines = List.copyOf(lines);
            formulas = List.copyOf(formulas);
        }

        public Money total() {
            return Claim.sum(lines.stream().map(ClaimLine::amount).toList());
        }
    }

    /** It cannot. */
    record No(Refused refusal) implements ClaimDraft {}

    /** The order in which deductions are claimed: as the documents have them. */
    Comparator<Claimable> ORDER = Comparator.comparing(
                    (Claimable one) -> one.deduction().key().contract())
            .thenComparing(one -> one.deduction().document())
            .thenComparingInt(one -> one.deduction().line())
            .thenComparing(one -> one.deduction().voucher());

    /**
     * Drafts a claim.
     *
     * @param stock what there is, of any scope
     * @param claimedOn the day of the claim
     * @param anyDifference whether a formula's difference that is more than rounding is accepted
     */
    static ClaimDraft of(
            ClaimCase known, ClaimScope scope, List<Claimable> stock, LocalDate claimedOn, boolean anyDifference) {
        Optional<Settlement> settlement = known.version().payout().settlement().known();
        if (settlement.isPresent() && !settlement.get().deductedBySupplier()) {
            return no(
                    ClaimRefusal.NOT_OURS_TO_CLAIM,
                    "%s pays the buyer (%s): see claim pack".formatted(scope.programme(), settlement.get()));
        }
        SortedMap<ContractId, List<Claimable>> byContract = new TreeMap<>();
        Claimable.in(scope, stock).stream()
                .sorted(ORDER)
                .forEach(one -> byContract
                        .computeIfAbsent(one.deduction().key().contract(), contract -> new ArrayList<>())
                        .add(one));
        List<ClaimFormula> formulas = byContract.values().stream()
                .map(claimed -> ClaimFormula.of(known, claimed, claimedOn, anyDifference))
                .toList();
        Optional<Refused> refused =
                formulas.stream().flatMap(formula -> formula.refusal().stream()).findFirst();
        return refused.isPresent() ? new No(refused.get()) : lines(known, scope, byContract, formulas);
    }

    private static ClaimDraft lines(
            ClaimCase known,
            ClaimScope scope,
            SortedMap<ContractId, List<Claimable>> byContract,
            List<ClaimFormula> formulas) {
        List<ClaimSource> sources = new ArrayList<>();
        List<Money> amounts = new ArrayList<>();
        for (ClaimFormula formula : formulas) {
            List<Claimable> claimed = byContract.getOrDefault(formula.contract(), List.of());
            for (Claimable one : claimed) {
                sources.add(new ClaimSource.Deducted(one.deduction()));
                amounts.add(one.free());
            }
            if (!formula.difference().isZero()) {
                sources.add(new ClaimSource.Rounding(
                        formula.contract(), claimed.getFirst().deduction().tenant()));
                amounts.add(formula.difference().negated());
            }
        }
        Money total = Claim.sum(amounts);
        if (!total.isPositive()) {
            return no(
                    ClaimRefusal.NOTHING_CLAIMABLE,
                    "%s of %s comes to %s: nothing is left to claim"
                            .formatted(scope.programme(), scope.months(), total.formatted()));
        }
        return new Lines(Claim.lines(sources, amounts, known.funding()), formulas);
    }

    private static ClaimDraft no(ClaimRefusal reason, String detail) {
        return new No(new Refused(reason, detail));
    }
}
