package io.xisuan.billing.programme;

import io.xisuan.model.Money;
import io.xisuan.model.Rational;
import io.xisuan.model.Rounding;
import java.util.Optional;

/** The last steps of a calculation: the minimum, the limits, the pools, the total of all programmes, the grant. */
final class LimitSteps {
    private final ProgrammeVersion version;
    private final Trail trail;
    private final Terms terms;

    LimitSteps(ProgrammeVersion version, Trail trail, Terms terms) {
        this.version = version;
        this.trail = trail;
        this.terms = terms;
    }

    /**
     * Ends the trail when too little was bought; a grant has passed that already.
     *
     * @param base the whole base in fen, where the subsidy is a share of one
     */
    void minimum(Optional<Rational> base, SubsidyAmount subsidy) {
        if (trail.facts().hasGrant()
                || !(version.limits().minimum() instanceof Field.Given<Minimum>(Minimum minimum, Source source))) {
            return;
        }
        Optional<Rational> compared = switch (minimum.of()) {
            case BASE -> base;
            case SUBSIDY -> Optional.of(fen(subsidy.money()));
            case YEARLY_PURCHASES -> trail.facts().get(Fact.YEARLY_CONTRACTS).map(LimitSteps::fen);
        };
        if (compared.isEmpty()) {
            trail.assume(Fact.YEARLY_CONTRACTS, "at least " + minimum.amount());
        } else if (compared.get().compareTo(fen(minimum.amount())) < 0) {
            trail.notEligible("minimum", "less than " + minimum.amount(), source);
        } else {
            trail.step("minimum", "%s at least %s".formatted(minimum.of(), minimum.amount()), source);
        }
    }

    /**
     * Returns what the limits leave.
     *
     * @param base the whole base in fen, where the subsidy is a share of one
     */
    SubsidyAmount limited(SubsidyAmount subsidy, Optional<Rational> base) {
        LimitRules rules = version.limits();
        Limits limits = terms.limits();
        Money money = subsidy.money();
        money = cap(money, new Limit("capPerGrant", rules.capPerGrant(), limits.perGrant(), Money.ZERO));
        money = cap(
                money,
                new Limit(
                        "capPerParty",
                        rules.capPerParty(),
                        limits.perParty(),
                        used(limits.perParty(), Fact.USED_IN_ALL)));
        money = cap(
                money,
                new Limit(
                        "capPerPartyYear",
                        rules.capPerPartyYear(),
                        limits.perPartyYear(),
                        used(limits.perPartyYear(), Fact.USED_THIS_YEAR)));
        money = cap(money, new Limit("poolPerYear", rules.poolPerYear(), limits.poolPerYear(), Money.ZERO));
        money = cap(money, new Limit("poolTotal", rules.poolTotal(), limits.poolTotal(), Money.ZERO));
        money = total(money, base);
        money = left(money, "poolLeft", Fact.POOL_LEFT);
        money = left(money, "totalLeft", Fact.TOTAL_LEFT);
        money = left(money, "grant", Fact.GRANT_AMOUNT);
        if (!trail.facts().hasGrant() && trail.facts().get(Fact.POOL_LEFT).isEmpty()) {
            trail.assume(Fact.POOL_LEFT, "enough is left of the programme's pool");
        }
        return money.equals(subsidy.money()) ? subsidy : inUnit(money, subsidy);
    }

    /** A limit is cut to the programme's decimals, whatever its direction is: it is never passed. */
    private SubsidyAmount inUnit(Money money, SubsidyAmount like) {
        RoundingRule rule = terms.rounding().orElse(RoundingRule.FLOOR_FEN);
        RoundingRule down = new RoundingRule(rule.unit(), rule.decimals(), Rounding.FLOOR);
        return new SubsidyAmount(down.round(fen(money)), like.unit());
    }

    /** A limit, what it comes to in this case, and what of it is used already. */
    private record Limit(String rule, Field<?> field, Optional<Money> most, Money used) {}

    private Money cap(Money money, Limit limit) {
        if (limit.most().isEmpty() || !(limit.field() instanceof Field.Given<?> given)) {
            return money;
        }
        Money most = limit.most().get();
        String used = limit.used().isZero() ? "" : ", used already " + limit.used();
        trail.step(limit.rule(), "at most %s%s".formatted(most, used), given.source());
        return money.min(most.minus(limit.used()).max(Money.ZERO));
    }

    private Money used(Optional<Money> most, Fact<Money> fact) {
        Optional<Money> used = trail.facts().get(fact);
        if (used.isEmpty() && most.isPresent()) {
            trail.assume(fact, "nothing");
        }
        return used.orElse(Money.ZERO);
    }

    /** All programmes together pay at most a share of the base. */
    private Money total(Money money, Optional<Rational> base) {
        if (terms.totalAtMost().isEmpty()
                || base.isEmpty()
                || !(version.purchase().stacking() instanceof Field.Given<Stacking> stacking)) {
            return money;
        }
        Optional<Money> others = EligibilityRules.othersPay(trail.facts())
                ? trail.facts().get(Fact.OTHER_AMOUNT)
                : Optional.of(Money.ZERO);
        if (others.isEmpty()) {
            trail.refuse("otherAmount", "what the other programmes pay for the same fees");
            return money;
        }
        Money all = Money.ofFen(base.get()
                .times(terms.totalAtMost().get().value())
                .round(Rounding.FLOOR)
                .longValueExact());
        trail.step(
                "totalAtMost",
                "all together at most %s: %s, others pay %s"
                        .formatted(terms.totalAtMost().get(), all, others.get()),
                stacking.source());
        return money.min(all.minus(others.get()).max(Money.ZERO));
    }

    private Money left(Money money, String rule, Fact<Money> fact) {
        Optional<Money> left = trail.facts().get(fact);
        left.ifPresent(most -> trail.step(rule, "at most " + most, new Source("the case", Confidence.A)));
        return left.map(money::min).orElse(money);
    }

    private static Rational fen(Money money) {
        return Rational.of(money.fen(), 1);
    }
}
