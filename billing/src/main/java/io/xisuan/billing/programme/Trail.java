package io.xisuan.billing.programme;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiPredicate;

/** What an evaluation has found so far: steps, assumptions, the first "not eligible" and the first unknown rule. */
final class Trail {
    /** The rules about the buyer and its contract that an authority has decided when it made a grant. */
    private static final Set<String> DECIDED_BY_GRANT = Set.of(
            "signedFrom",
            "maxContractMonths",
            "kinds",
            "sizes",
            "registration",
            "taxDomicile",
            "cleanRecordYears",
            "industries",
            "industriesExcluded");

    private static final Source THE_GRANT = new Source("the grant", Confidence.A);

    private final CaseFacts facts;
    private final List<Step> steps = new ArrayList<>();
    private final List<Assumption> assumptions = new ArrayList<>();
    private Optional<Evaluation> notEligible = Optional.empty();
    private Optional<Evaluation> refused = Optional.empty();

    Trail(CaseFacts facts) {
        this.facts = facts;
    }

    /**
     * A rule, the fact that it asks for, and when the fact satisfies it.
     */
    record Requirement<R, F>(String rule, Field<R> field, Fact<F> fact, BiPredicate<R, F> holds) {}

    CaseFacts facts() {
        return facts;
    }

    /** Checks one rule against one fact; a fact that is not given is assumed to satisfy it. */
    <R, F> void require(Requirement<R, F> requirement) {
        String rule = requirement.rule();
        if (requirement.field().isUnknown() && facts.hasGrant() && DECIDED_BY_GRANT.contains(rule)) {
            byGrant(rule, "decided by the authority");
            return;
        }
        Optional<Field.Given<R>> given = known(rule, requirement.field());
        if (given.isEmpty()) {
            return;
        }
        R value = given.get().value();
        Source source = given.get().source();
        Optional<F> fact = facts.get(requirement.fact());
        if (fact.isEmpty()) {
            assume(requirement.fact(), "satisfies %s: %s".formatted(rule, shown(value)));
        } else if (requirement.holds().test(value, fact.get())) {
            step(rule, "%s: %s".formatted(requirement.fact(), fact.get()), source);
        } else {
            notEligible(
                    rule,
                    "%s is %s; the programme asks for %s: %s"
                            .formatted(requirement.fact(), fact.get(), rule, shown(value)),
                    source);
        }
    }

    /** Checks one rule; one that is unknown does not matter where the fact is what satisfies even the strictest rule. */
    <R> void requireUnless(boolean harmless, Requirement<R, Boolean> requirement) {
        boolean satisfied =
                facts.get(requirement.fact()).filter(fact -> fact == harmless).isPresent();
        if (!(requirement.field().isUnknown() && satisfied)) {
            require(requirement);
        }
    }

    /** Returns a rule that is given; an unknown one makes the evaluation refuse. */
    <T> Optional<Field.Given<T>> known(String rule, Field<T> field) {
        return switch (field) {
            case Field.Given<T> given -> Optional.of(given);
            case Field.None<T> none -> Optional.empty();
            case Field.Unknown<T> unknown -> {
                refuse(rule, unknown.missing());
                yield Optional.empty();
            }
        };
    }

    /** Returns a rule that is given; an unknown one is replaced by the grant when there is one. */
    <T> Optional<Field.Given<T>> knownOrGranted(String rule, Field<T> field) {
        if (field.isUnknown() && facts.hasGrant()) {
            byGrant(rule, "the grant's own");
            return Optional.empty();
        }
        return known(rule, field);
    }

    void step(String rule, String value, Source source) {
        steps.add(new Step(rule, value, source));
    }

    void byGrant(String rule, String value) {
        step(rule, value, THE_GRANT);
    }

    void assume(Fact<?> fact, String assumed) {
        assumptions.add(new Assumption(fact.key(), assumed));
    }

    void refuse(String field, String missing) {
        if (refused.isEmpty()) {
            refused = Optional.of(new Evaluation.Refused(field, missing));
        }
    }

    void notEligible(String rule, String why, Source source) {
        if (notEligible.isEmpty()) {
            notEligible = Optional.of(new Evaluation.NotEligible(rule, why, source));
        }
    }

    /** Returns how the evaluation ended before its last step: a known "not eligible" goes before any unknown rule. */
    Optional<Evaluation> ended() {
        return notEligible.or(() -> refused);
    }

    List<Step> steps() {
        return steps;
    }

    List<Assumption> assumptions() {
        return assumptions;
    }

    private static String shown(Object value) {
        return switch (value) {
            case List<?> list ->
                String.join(", ", list.stream().map(Object::toString).toList());
            case SupplierList list -> list.name();
            case Object other -> other.toString();
        };
    }
}
