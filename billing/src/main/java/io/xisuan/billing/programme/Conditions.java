package io.xisuan.billing.programme;

import io.xisuan.model.AcceleratorModel;
import io.xisuan.model.Money;
import java.util.List;
import java.util.Optional;

/** Whether the conditions of a tier hold in a case; a fact that is not given is assumed not to make them hold, and said. */
final class Conditions {
    private final ProgrammeVersion version;
    private final Trail trail;

    Conditions(ProgrammeVersion version, Trail trail) {
        this.version = version;
        this.trail = trail;
    }

    static AcceleratorOrigin origin(AcceleratorModel model) {
        return model.vendor().domestic() ? AcceleratorOrigin.DOMESTIC : AcceleratorOrigin.OTHER;
    }

    boolean hold(List<TierCondition> conditions) {
        return conditions.stream().allMatch(this::holds);
    }

    /** Returns whether the facts that are given make all of the conditions hold. */
    boolean certain(List<TierCondition> conditions) {
        return conditions.stream().allMatch(condition -> known(condition).orElse(false));
    }

    /** Returns whether no fact that is given makes one of the conditions fail. */
    boolean possible(List<TierCondition> conditions) {
        return conditions.stream().allMatch(condition -> known(condition).orElse(true));
    }

    private boolean holds(TierCondition condition) {
        Optional<Boolean> known = known(condition);
        if (known.isEmpty()) {
            assumeNot(condition);
        }
        return known.orElse(false);
    }

    private Optional<Boolean> known(TierCondition condition) {
        CaseFacts facts = trail.facts();
        return switch (condition) {
            case TierCondition.StartUp startUp -> facts.get(Fact.START_UP);
            case TierCondition.Accelerators(AcceleratorOrigin origin) ->
                facts.get(Fact.ACCELERATOR).map(model -> origin(model) == origin);
            case TierCondition.YearlyContractsAtMost(Money amount) ->
                facts.get(Fact.YEARLY_CONTRACTS).map(total -> total.compareTo(amount) <= 0);
            case TierCondition.Sizes(var sizes) -> facts.get(Fact.SIZE).map(sizes::contains);
            case TierCondition.Bought(var component) ->
                facts.get(Fact.COMPONENT).map(bought -> bought == component);
            case TierCondition.Has(String trait) -> facts.get(Fact.TRAITS).map(traits -> traits.contains(trait));
        };
    }

    private void assumeNot(TierCondition condition) {
        switch (condition) {
            case TierCondition.StartUp startUp -> startUp();
            case TierCondition.Accelerators(AcceleratorOrigin origin) ->
                trail.assume(Fact.ACCELERATOR, "not of the origin " + origin);
            case TierCondition.YearlyContractsAtMost(Money amount) ->
                trail.assume(Fact.YEARLY_CONTRACTS, "more than " + amount);
            case TierCondition.Sizes(var sizes) -> trail.assume(Fact.SIZE, "none of " + sizes);
            case TierCondition.Bought(var component) -> trail.assume(Fact.COMPONENT, "not " + component);
            case TierCondition.Has(String trait) -> trail.assume(Fact.TRAITS, "without " + trait);
        }
    }

    private void startUp() {
        if (version.buyer().startUp() instanceof Field.Unknown<String>(String missing)) {
            trail.refuse("startUp", missing);
        } else {
            trail.assume(Fact.START_UP, "false: the higher rate for start-ups is not used");
        }
    }
}
