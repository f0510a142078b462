package io.xisuan.billing.programme;

import io.xisuan.model.Money;
import io.xisuan.model.Rate;
import java.util.Optional;

/**
 * What a version of a programme gives in one case: eligibility, base, rate, minimum, caps, pool, settlement, in this order.
 *
 * <p>A known "not eligible" ends first, wherever it is; else the first unknown rule that matters makes it refuse. A grant's
 * own amount, validity and rate take the place of those rules.
 */
public final class ProgrammeEvaluation {
    private ProgrammeEvaluation() {}

    /** Evaluates the version of the programme that the case falls under. */
    public static Evaluation evaluate(Programme programme, CaseFacts facts) {
        return evaluate(programme.versionFor(facts), facts);
    }

    /** Evaluates one version. */
    public static Evaluation evaluate(ProgrammeVersion version, CaseFacts facts) {
        Trail trail = new Trail(facts);
        EligibilityRules.check(version, trail);
        Optional<Field.Given<BaseKind>> base = needed("base", version.base().base(), trail);
        Optional<Field.Given<VatBasis>> vat = needed("vat", version.base().vat(), trail);
        Optional<Rate> rate = RateRule.find(version, trail);
        Optional<RoundingRule> rounding =
                trail.known("rounding", version.base().rounding()).map(Field.Given::value);
        Limits limits = limits(version.limits(), trail);
        Optional<Field.Given<Settlement>> settlement =
                needed("settlement", version.payout().settlement(), trail);
        if (base.isEmpty() || vat.isEmpty() || rate.isEmpty() || settlement.isEmpty()) {
            return trail.ended().orElseThrow();
        }
        Terms terms = new Terms(
                rate.get(),
                base.get().value(),
                vat.get().value(),
                limits,
                settlement.get().value(),
                value(version.payout().payer()),
                value(version.limits().yearOf()),
                rounding);
        Optional<SubsidyAmount> subsidy = new AmountRule(version, trail, terms).of(amount(terms, facts));
        trail.step(
                "settlement", settlement.get().value().name(), settlement.get().source());
        return trail.ended()
                .orElseGet(() -> new Evaluation.Eligible(terms, subsidy, trail.steps(), trail.assumptions()));
    }

    /** Returns a rule without which there is nothing to calculate: "none" is as good as unknown. */
    private static <T> Optional<Field.Given<T>> needed(String rule, Field<T> field, Trail trail) {
        Optional<Field.Given<T>> given = trail.known(rule, field);
        if (given.isEmpty()) {
            trail.refuse(rule, "the definition says none, but there is no amount without it");
        }
        return given;
    }

    private static Limits limits(LimitRules rules, Trail trail) {
        trail.knownOrGranted("minimum", rules.minimum());
        Optional<Money> perPartyYear =
                trail.knownOrGranted("capPerPartyYear", rules.capPerPartyYear()).map(Field.Given::value);
        if (perPartyYear.isPresent()
                && trail.facts()
                        .get(Fact.USED_THIS_YEAR)
                        .filter(Money::isPositive)
                        .isPresent()) {
            trail.known("yearOf", rules.yearOf());
        }
        return new Limits(
                trail.knownOrGranted("capPerGrant", rules.capPerGrant()).map(Field.Given::value),
                trail.knownOrGranted("capPerParty", rules.capPerParty()).map(Field.Given::value),
                perPartyYear,
                trail.knownOrGranted("poolPerYear", rules.poolPerYear()).map(Field.Given::value));
    }

    private static Optional<Money> amount(Terms terms, CaseFacts facts) {
        if (terms.vat() == VatBasis.WITHOUT_VAT) {
            return facts.get(Fact.WITHOUT_VAT);
        }
        return facts.get(
                switch (terms.base()) {
                    case CONTRACT_FEE -> Fact.CONTRACT_FEE;
                    case SETTLED_FEE, USAGE_FEE -> Fact.SETTLED;
                });
    }

    private static <T> Optional<T> value(Field<T> field) {
        return field instanceof Field.Given<T>(T value, Source source) ? Optional.of(value) : Optional.empty();
    }
}
