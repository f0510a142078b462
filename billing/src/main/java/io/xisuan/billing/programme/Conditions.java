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

    private boolean holds(TierCondition condition) {
        return switch (condition) {
            case TierCondition.StartUp startUp -> startUp();
            case TierCondition.Accelerators(AcceleratorOrigin origin) ->
                given(Fact.ACCELERATOR, "not of the origin " + origin)
                        .filter(model -> origin(model) == origin)
                        .isPresent();
            case TierCondition.YearlyContractsAtMost(Money amount) ->
                given(Fact.YEARLY_CONTRACTS, "more than " + amount)
                        .filter(total -> total.compareTo(amount) <= 0)
                        .isPresent();
            case TierCondition.Sizes(var sizes) ->
                given(Fact.SIZE, "none of " + sizes).filter(sizes::contains).isPresent();
            case TierCondition.Bought(var component) ->
                given(Fact.COMPONENT, "not " + component)
                        .filter(bought -> bought == component)
                        .isPresent();
            case TierCondition.Has(String trait) ->
                given(Fact.TRAITS, "without " + trait)
                        .filter(traits -> traits.contains(trait))
                        .isPresent();
        };
    }

    private boolean startUp() {
        Optional<Boolean> fact = trail.facts().get(Fact.START_UP);
        if (fact.isEmpty() && version.buyer().startUp() instanceof Field.Unknown<String>(String missing)) {
            trail.refuse("startUp", missing);
        } else if (fact.isEmpty()) {
            trail.assume(Fact.START_UP, "false: the higher rate for start-ups is not used");
        }
        return fact.orElse(false);
    }

    private <T> Optional<T> given(Fact<T> fact, String otherwise) {
        Optional<T> value = trail.facts().get(fact);
        if (value.isEmpty()) {
            trail.assume(fact, otherwise);
        }
        return value;
    }
}
