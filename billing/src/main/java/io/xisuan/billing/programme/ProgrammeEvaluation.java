package io.xisuan.billing.programme;

import io.xisuan.model.Money;
import io.xisuan.model.Rate;
import java.util.List;
import java.util.Optional;

/**
 * What a version of a programme gives in one case: eligibility, base, rate, minimum, limits, settlement, in this order.
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
        Optional<Terms> terms = terms(version, trail);
        if (terms.isEmpty()) {
            return trail.ended().orElseThrow();
        }
        Optional<SubsidyAmount> subsidy = new AmountRule(version, trail, terms.get()).of(amount(terms.get(), facts));
        version.payout()
                .settlement()
                .readIn()
                .ifPresent(source ->
                        trail.step("settlement", terms.get().settlement().name(), source));
        List<Funding.Part> parts = parts(version, subsidy, trail);
        return trail.ended()
                .orElseGet(
                        () -> new Evaluation.Eligible(terms.get(), subsidy, parts, trail.steps(), trail.assumptions()));
    }

    private static Optional<Terms> terms(ProgrammeVersion version, Trail trail) {
        Conditions conditions = new Conditions(version, trail);
        Optional<Field.Given<BaseKind>> base = needed("base", version.base().base(), trail);
        Optional<Field.Given<VatBasis>> vat = needed("vat", version.base().vat(), trail);
        Optional<RateTier> rate = RateRule.find(version, trail);
        Optional<RoundingRule> rounding =
                trail.known("rounding", version.base().rounding()).map(Field.Given::value);
        Limits limits = limits(version.limits(), conditions, trail);
        Optional<Field.Given<Settlement>> settlement =
                needed("settlement", version.payout().settlement(), trail);
        if (base.isEmpty() || vat.isEmpty() || rate.isEmpty() || settlement.isEmpty()) {
            return Optional.empty();
        }
        Optional<Stacking> stacking = version.purchase().stacking().known();
        return Optional.of(new Terms(
                rate.get().rate(),
                rate.get().fixed(),
                base.get().value(),
                vat.get().value(),
                limits,
                settlement.get().value(),
                version.payout().payer().known(),
                version.limits().yearOf().known(),
                version.limits().capYear().known(),
                version.limits().capGroup().known(),
                rounding,
                stacking,
                stacking.flatMap(rule -> totalAtMost(rule, conditions)),
                version.payout().funding().known()));
    }

    /** Returns a rule without which there is nothing to calculate: "none" is as good as unknown. */
    private static <T> Optional<Field.Given<T>> needed(String rule, Field<T> field, Trail trail) {
        Optional<Field.Given<T>> given = trail.known(rule, field);
        if (given.isEmpty()) {
            trail.refuse(rule, "the definition says none, but there is no amount without it");
        }
        return given;
    }

    private static Limits limits(LimitRules rules, Conditions conditions, Trail trail) {
        trail.knownOrGranted("minimum", rules.minimum());
        Optional<Money> perGrant = cap("capPerGrant", rules.capPerGrant(), conditions, trail);
        Optional<Money> perParty = cap("capPerParty", rules.capPerParty(), conditions, trail);
        Optional<Money> perPartyYear = cap("capPerPartyYear", rules.capPerPartyYear(), conditions, trail);
        if (perPartyYear.isPresent()
                && trail.facts()
                        .get(Fact.USED_THIS_YEAR)
                        .filter(Money::isPositive)
                        .isPresent()) {
            trail.known("capYear", rules.capYear());
            trail.known("yearOf", rules.yearOf());
        }
        return new Limits(
                perGrant,
                perParty,
                perPartyYear,
                trail.knownOrGranted("poolPerYear", rules.poolPerYear()).map(Field.Given::value),
                trail.knownOrGranted("poolTotal", rules.poolTotal()).map(Field.Given::value));
    }

    private static Optional<Money> cap(String rule, Field<Cap> field, Conditions conditions, Trail trail) {
        return trail.knownOrGranted(rule, field)
                .flatMap(given -> given.value().tiers().stream()
                        .filter(tier -> conditions.hold(tier.when()))
                        .findFirst()
                        .flatMap(CapTier::amount));
    }

    private static Optional<Rate> totalAtMost(Stacking stacking, Conditions conditions) {
        return stacking.totalAtMost().isEmpty()
                ? Optional.empty()
                : Optional.of(RateRule.first(stacking.totalAtMost(), conditions).rate());
    }

    private static List<Funding.Part> parts(ProgrammeVersion version, Optional<SubsidyAmount> subsidy, Trail trail) {
        if (subsidy.isEmpty()
                || !(version.payout().funding() instanceof Field.Given<Funding>(Funding funding, Source source))) {
            return List.of();
        }
        List<Funding.Part> parts = funding.split(subsidy.get().money());
        parts.forEach(part -> trail.step("funding", "%s pays %s".formatted(part.level(), part.amount()), source));
        return parts;
    }

    private static Optional<Money> amount(Terms terms, CaseFacts facts) {
        return terms.vat() == VatBasis.WITHOUT_VAT
                ? facts.get(Fact.WITHOUT_VAT)
                : amountOf(terms.base()).flatMap(facts::get);
    }

    /** Returns the fact that holds the amount of a base, VAT included. */
    public static Optional<Fact<Money>> amountOf(BaseKind base) {
        return switch (base) {
            case CONTRACT_FEE -> Optional.of(Fact.CONTRACT_FEE);
            case SETTLED_FEE, USAGE_FEE -> Optional.of(Fact.SETTLED);
            case APPROVED_AMOUNT -> Optional.of(Fact.APPROVED);
            case NO_FEE -> Optional.empty();
        };
    }
}
