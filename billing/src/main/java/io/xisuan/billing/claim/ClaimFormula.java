package io.xisuan.billing.claim;

import io.xisuan.billing.programme.CaseFacts;
import io.xisuan.billing.programme.Evaluation;
import io.xisuan.billing.programme.Fact;
import io.xisuan.billing.programme.ProgrammeEvaluation;
import io.xisuan.billing.programme.RoundingRule;
import io.xisuan.billing.programme.Step;
import io.xisuan.billing.programme.SubsidyAmount;
import io.xisuan.model.ContractId;
import io.xisuan.model.Money;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What the programme's own formula comes to for what is claimed of one contract, beside what was deducted.
 *
 * <p>Deductions are floored to the fen as usage runs up; a programme may round otherwise and later, as Nanning, which cuts to whole yuan
 * twice. What it pays less is the supplier's cost; what it would pay more than was deducted is not claimed.
 *
 * @param deducted what the documents deducted
 * @param pays what is claimed: at most what was deducted
 * @param refusal why nothing can be claimed as things are, or empty
 * @param note what a reader has to know, as that a rule is unknown
 * @param steps how the formula comes to its amount, with the source of each rule
 */
public record ClaimFormula(
        ContractId contract,
        Money deducted,
        Money pays,
        Optional<ClaimAnswer.Refused> refusal,
        Optional<String> note,
        List<Step> steps) {
    public ClaimFormula {
        steps = List.copyOf(steps);
    }

    /** Returns what the formula takes off. */
    public Money difference() {
        return deducted.minus(pays);
    }

    /**
     * Runs the formula for deductions of one contract.
     *
     * @param claimedOn the day of the claim
     * @param anyDifference whether a difference that is more than rounding is accepted, at the supplier's cost
     */
    static ClaimFormula of(ClaimCase known, List<Claimable> claimed, LocalDate claimedOn, boolean anyDifference) {
        ContractId contract = claimed.getFirst().deduction().key().contract();
        Money deducted = Claim.sum(claimed.stream().map(Claimable::free).toList());
        CaseFacts facts = known.of(contract)
                .with(Fact.SETTLED, sum(claimed, false))
                .with(Fact.WITHOUT_VAT, sum(claimed, true))
                .with(Fact.CLAIMED_ON, claimedOn)
                .with(
                        Fact.ON,
                        claimed.stream()
                                .map(one -> one.deduction().key().day())
                                .max(LocalDate::compareTo)
                                .orElse(claimedOn));
        return switch (ProgrammeEvaluation.evaluate(known.programme(), facts)) {
            case Evaluation.Eligible eligible ->
                eligible(contract, deducted, eligible, documents(claimed), anyDifference);
            case Evaluation.NotEligible no ->
                refused(
                        contract,
                        deducted,
                        ClaimRefusal.NOT_ELIGIBLE,
                        "%s: %s of the programme says %s".formatted(contract, no.rule(), no.why()));
            case Evaluation.Refused unknown ->
                plain(
                        contract,
                        deducted,
                        "the formula is not known: %s, %s".formatted(unknown.field(), unknown.missing()));
        };
    }

    /** Returns the gross, or net, of the lines that something was deducted from; each counts once. */
    private static Money sum(List<Claimable> claimed, boolean net) {
        SortedMap<String, Money> lines = new TreeMap<>();
        for (Claimable one : claimed) {
            Deduction deduction = one.deduction();
            lines.put(deduction.document() + "/" + deduction.line(), net ? deduction.net() : deduction.gross());
        }
        Money sum = Claim.sum(List.copyOf(lines.values()));
        return sum.max(Money.ZERO);
    }

    private static int documents(List<Claimable> claimed) {
        SortedSet<String> numbers = new TreeSet<>();
        claimed.forEach(one -> numbers.add(one.deduction().document()));
        return numbers.size();
    }

    private static ClaimFormula eligible(
            ContractId contract, Money deducted, Evaluation.Eligible eligible, int documents, boolean anyDifference) {
        Optional<SubsidyAmount> amount = eligible.subsidy();
        if (amount.isEmpty()) {
            return plain(contract, deducted, "the formula starts from an amount that is not known here");
        }
        Money formula = amount.get().money();
        Money pays = formula.min(deducted);
        Money difference = deducted.minus(pays);
        RoundingRule rule = eligible.terms().rounding().orElse(RoundingRule.FLOOR_FEN);
        if (!anyDifference && difference.compareTo(roundingAtMost(rule, documents)) > 0) {
            return refused(
                    contract,
                    deducted,
                    ClaimRefusal.FORMULA_DIFFERS,
                    "%s: %s was deducted and the programme's formula pays %s, which is more than rounding apart"
                            .formatted(contract, deducted.formatted(), formula.formatted()));
        }
        return new ClaimFormula(contract, deducted, pays, Optional.empty(), Optional.empty(), eligible.steps());
    }

    /** Two steps of the text's rounding, and a fen for each document: more than that is another amount. */
    private static Money roundingAtMost(RoundingRule rule, int documents) {
        long unit = rule.unit().fen();
        for (int i = 0; i < rule.decimals(); i++) {
            unit = Math.max(1, unit / 10);
        }
        return Money.ofFen(2 * unit + documents);
    }

    private static ClaimFormula plain(ContractId contract, Money deducted, String note) {
        return new ClaimFormula(contract, deducted, deducted, Optional.empty(), Optional.of(note), List.of());
    }

    private static ClaimFormula refused(ContractId contract, Money deducted, ClaimRefusal reason, String detail) {
        return new ClaimFormula(
                contract,
                deducted,
                Money.ZERO,
                Optional.of(new ClaimAnswer.Refused(reason, detail)),
                Optional.empty(),
                List.of());
    }
}
