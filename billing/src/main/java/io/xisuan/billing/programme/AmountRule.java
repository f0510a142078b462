package io.xisuan.billing.programme;

import io.xisuan.billing.party.ContractTerm;
import io.xisuan.model.Money;
import io.xisuan.model.Rational;
import java.math.BigDecimal;
import java.util.Optional;

/** The calculation: share of days, what others pay, rate, redemption, minimum, limits, with each rounding where the text puts it. */
final class AmountRule {
    static final Source HOUSE =
            new Source("house rule FLOOR_FEN: the text states no rounding, so down to the fen", Confidence.HOUSE);

    private final ProgrammeVersion version;
    private final Trail trail;
    private final Terms terms;

    AmountRule(ProgrammeVersion version, Trail trail, Terms terms) {
        this.version = version;
        this.trail = trail;
        this.terms = terms;
    }

    /** Returns the subsidy, or empty when the facts hold no amount to start from or the trail has ended. */
    Optional<SubsidyAmount> of(Optional<Money> amount) {
        LimitSteps limits = new LimitSteps(version, trail, terms);
        if (terms.fixed().isPresent()) {
            SubsidyAmount once = amount(Rational.of(terms.fixed().get().fen(), 1));
            limits.minimum(Optional.empty(), once);
            return Optional.of(limits.limited(once, Optional.empty()));
        }
        Optional<Rational> whole = amount.map(AmountRule::fen).flatMap(this::share);
        return whole.map(base -> {
            SubsidyAmount subsidy = redeemed(subsidy(rest(base)));
            limits.minimum(Optional.of(base), subsidy);
            return limits.limited(subsidy, Optional.of(base));
        });
    }

    private static Rational fen(Money money) {
        return Rational.of(money.fen(), 1);
    }

    /** Returns the base in fen: all of the amount, or its share by days. */
    private Optional<Rational> share(Rational fen) {
        Optional<Field.Given<DayShare>> rule =
                trail.known("dayShare", version.base().dayShare());
        if (rule.isEmpty()) {
            return Optional.of(rounded("base", fen, source(version.base().base())));
        }
        Optional<ContractTerm> contract = trail.facts().get(Fact.CONTRACT);
        if (contract.isEmpty()) {
            trail.refuse("contract", "the term of the contract, for the share by its days");
            return Optional.empty();
        }
        Optional<Rational> share = rule.get().value().of(contract.get());
        if (share.isEmpty()) {
            trail.notEligible(
                    "dayShare",
                    "the contract %s has no days in the period %s"
                            .formatted(contract.get(), rule.get().value().period()),
                    rule.get().source());
            return Optional.empty();
        }
        trail.step(
                "dayShare", days(rule.get().value(), contract.get()), rule.get().source());
        return Optional.of(
                rounded("base", fen.times(share.get()), source(version.base().rounding())));
    }

    private static String days(DayShare rule, ContractTerm contract) {
        return "%d / %d days".formatted(rule.days(rule.overlap(contract).orElseThrow()), rule.days(contract));
    }

    /** Rounds an intermediate amount where the text says so; the house rule rounds only the end. */
    private Rational rounded(String rule, Rational fen, Source source) {
        if (terms.rounding().isEmpty()) {
            BigDecimal yuan = RoundingRule.FLOOR_FEN.round(fen);
            trail.step(rule, yuan.toPlainString() + " CNY", source);
            return fen;
        }
        RoundingRule rounding = terms.rounding().get();
        BigDecimal units = rounding.round(fen);
        trail.step(rule, units.toPlainString() + " " + rounding.unit(), source);
        return rounding.fen(units);
    }

    /** Returns what others leave of the base, where the rate is stacked on the rest. */
    private Rational rest(Rational base) {
        if (!EligibilityRules.othersPay(trail.facts())
                || !(version.purchase().stacking() instanceof Field.Given<Stacking>(Stacking stacking, Source source))
                || stacking.basis() == Stacking.Basis.GROSS) {
            return base;
        }
        Optional<Money> others = trail.facts().get(Fact.OTHER_AMOUNT);
        if (others.isEmpty()) {
            trail.refuse("otherAmount", "what the other programmes pay for the same fees");
            return base;
        }
        Rational rest = base.minus(fen(others.get()));
        Rational left = rest.signum() < 0 ? Rational.ZERO : rest;
        trail.step("rest", "the base less %s that others pay".formatted(others.get()), source);
        return left;
    }

    private SubsidyAmount subsidy(Rational base) {
        SubsidyAmount subsidy = amount(base.times(terms.rate().value()));
        trail.step("subsidy", subsidy.toString(), rounding());
        return subsidy;
    }

    /** A grant that was claimed on one base is paid out at most as the rate of the second base. */
    private SubsidyAmount redeemed(SubsidyAmount claimed) {
        if (!(version.base().redemption() instanceof Field.Given<BaseKind>(BaseKind kind, Source source))) {
            if (trail.facts().get(Fact.SETTLED).isPresent() && terms.base() == BaseKind.CONTRACT_FEE) {
                trail.known("redemption", version.base().redemption());
            }
            return claimed;
        }
        Fact<Money> fact = ProgrammeEvaluation.amountOf(kind).orElseThrow();
        Optional<Money> second = trail.facts().get(fact);
        if (second.isEmpty()) {
            trail.assume(fact, "as much as was claimed for");
            return claimed;
        }
        SubsidyAmount most = amount(fen(second.get()).times(terms.rate().value()));
        trail.step("redemption", "at most %s of the %s: %s".formatted(terms.rate(), fact, most), source);
        return most.money().compareTo(claimed.money()) < 0 ? most : claimed;
    }

    private SubsidyAmount amount(Rational fen) {
        RoundingRule rule = terms.rounding().orElse(RoundingRule.FLOOR_FEN);
        return new SubsidyAmount(rule.round(fen), rule.unit());
    }

    private Source rounding() {
        return terms.rounding().isPresent() ? source(version.base().rounding()) : HOUSE;
    }

    private static Source source(Field<?> field) {
        return field instanceof Field.Given<?> given ? given.source() : HOUSE;
    }
}
