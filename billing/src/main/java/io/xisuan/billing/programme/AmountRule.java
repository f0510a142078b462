package io.xisuan.billing.programme;

import io.xisuan.billing.party.ContractTerm;
import io.xisuan.model.Money;
import io.xisuan.model.Rate;
import io.xisuan.model.Rational;
import java.math.BigDecimal;
import java.util.Optional;

/** The calculation: share of days, rate, minimum, caps and pool, with each rounding where the text puts it. */
final class AmountRule {
    private static final Source HOUSE =
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
        Optional<Rational> base =
                amount.map(money -> Rational.of(money.fen(), 1)).flatMap(this::share);
        return base.map(fen -> subsidy(fen, terms.rate()));
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
        return "%d / %d days".formatted(rule.overlap(contract).orElseThrow().dayDifference(), contract.dayDifference());
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

    private SubsidyAmount subsidy(Rational base, Rate rate) {
        RoundingRule rounding = terms.rounding().orElse(RoundingRule.FLOOR_FEN);
        SubsidyAmount subsidy = new SubsidyAmount(rounding.round(base.times(rate.value())), rounding.unit());
        trail.step(
                "subsidy",
                subsidy.toString(),
                terms.rounding().isPresent() ? source(version.base().rounding()) : HOUSE);
        minimum(base, subsidy);
        return limited(subsidy, rounding);
    }

    private void minimum(Rational base, SubsidyAmount subsidy) {
        if (trail.facts().hasGrant()
                || !(version.limits().minimum() instanceof Field.Given<Minimum>(Minimum minimum, Source source))) {
            return;
        }
        Rational compared = switch (minimum.of()) {
            case BASE -> base;
            case SUBSIDY -> Rational.of(subsidy.money().fen(), 1);
        };
        String text = "%s at least %s".formatted(minimum.of(), minimum.amount());
        if (compared.compareTo(Rational.of(minimum.amount().fen(), 1)) < 0) {
            trail.notEligible("minimum", "less than " + minimum.amount(), source);
        } else {
            trail.step("minimum", text, source);
        }
    }

    private SubsidyAmount limited(SubsidyAmount subsidy, RoundingRule rounding) {
        LimitRules rules = version.limits();
        Money none = Money.ZERO;
        Money money = subsidy.money();
        money = cap(money, new Cap("capPerGrant", rules.capPerGrant(), none));
        money = cap(money, new Cap("capPerParty", rules.capPerParty(), used(rules.capPerParty(), Fact.USED_IN_ALL)));
        money = cap(
                money,
                new Cap(
                        "capPerPartyYear",
                        rules.capPerPartyYear(),
                        used(rules.capPerPartyYear(), Fact.USED_THIS_YEAR)));
        money = cap(money, new Cap("poolPerYear", rules.poolPerYear(), none));
        money = left(money, "poolLeft", Fact.POOL_LEFT);
        money = left(money, "grant", Fact.GRANT_AMOUNT);
        if (!trail.facts().hasGrant() && trail.facts().get(Fact.POOL_LEFT).isEmpty()) {
            trail.assume(Fact.POOL_LEFT, "enough is left of the programme's pool");
        }
        return money.equals(subsidy.money())
                ? subsidy
                : new SubsidyAmount(rounding.round(Rational.of(money.fen(), 1)), rounding.unit());
    }

    /** A limit and what of it is used already. */
    private record Cap(String rule, Field<Money> field, Money used) {}

    private Money cap(Money money, Cap cap) {
        if (!(cap.field() instanceof Field.Given<Money>(Money most, Source source))) {
            return money;
        }
        Money room = most.minus(cap.used()).max(Money.ZERO);
        String used = cap.used().isZero() ? "" : ", used already " + cap.used();
        trail.step(cap.rule(), "at most %s%s".formatted(most, used), source);
        return money.min(room);
    }

    private Money used(Field<Money> field, Fact<Money> fact) {
        Optional<Money> used = trail.facts().get(fact);
        if (used.isEmpty() && field instanceof Field.Given<Money>) {
            trail.assume(fact, "nothing");
        }
        return used.orElse(Money.ZERO);
    }

    private Money left(Money money, String rule, Fact<Money> fact) {
        Optional<Money> left = trail.facts().get(fact);
        left.ifPresent(most -> trail.step(rule, "at most " + most, new Source("the case", Confidence.A)));
        return left.map(money::min).orElse(money);
    }

    private static Source source(Field<?> field) {
        return field instanceof Field.Given<?> given ? given.source() : HOUSE;
    }
}
