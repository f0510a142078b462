package io.xisuan.billing.programme;

import io.xisuan.model.AcceleratorModel;
import io.xisuan.model.Money;
import io.xisuan.model.Rate;
import java.util.Optional;

/** Step three of an evaluation: which rate applies. */
final class RateRule {
    private RateRule() {}

    static AcceleratorOrigin origin(AcceleratorModel model) {
        return model.vendor().domestic() ? AcceleratorOrigin.DOMESTIC : AcceleratorOrigin.OTHER;
    }

    /** Returns the rate, or empty when the trail has ended. */
    static Optional<Rate> find(ProgrammeVersion version, Trail trail) {
        Optional<Rate> granted = trail.facts().get(Fact.GRANT_RATE);
        if (version.rates().isUnknown() && granted.isPresent()) {
            trail.byGrant("rate", granted.get().formatted());
            return granted;
        }
        Optional<Field.Given<Rates>> rates = trail.known("rates", version.rates());
        if (rates.isEmpty()) {
            if (!version.rates().isUnknown()) {
                trail.refuse("rates", "the text gives no rate: only a grant can");
            }
            return Optional.empty();
        }
        if (granted.isPresent()) {
            return granted(granted.get(), rates.get(), trail);
        }
        if (rates.get().value().setter() == RateSetter.GRANT) {
            trail.refuse(
                    "rates",
                    "the text says at most %s and the authority decides: the rate of the grant is missing"
                            .formatted(rates.get().value().highest()));
            return Optional.empty();
        }
        return tier(version, rates.get(), trail);
    }

    private static Optional<Rate> granted(Rate granted, Field.Given<Rates> rates, Trail trail) {
        Rate highest = rates.value().highest();
        if (granted.compareTo(highest) > 0) {
            trail.notEligible(
                    "rates", "the grant says %s, above the text's %s".formatted(granted, highest), rates.source());
            return Optional.empty();
        }
        trail.byGrant("rate", granted.formatted());
        return Optional.of(granted);
    }

    private static Optional<Rate> tier(ProgrammeVersion version, Field.Given<Rates> rates, Trail trail) {
        for (RateTier tier : rates.value().tiers()) {
            boolean applies = tier.when()
                    .map(condition -> holds(condition, version, trail))
                    .orElse(true);
            if (applies) {
                String upTo = rates.value().setter() == RateSetter.HOLDER ? "up to " : "";
                trail.step("rate", upTo + tier.rate().formatted(), rates.source());
                return Optional.of(tier.rate());
            }
        }
        throw new IllegalStateException("No tier of %s applies, not even the last".formatted(version.name()));
    }

    private static boolean holds(TierCondition condition, ProgrammeVersion version, Trail trail) {
        return switch (condition) {
            case TierCondition.StartUp startUp -> startUp(version, trail);
            case TierCondition.Accelerators(AcceleratorOrigin origin) ->
                given(Fact.ACCELERATOR, "not of the origin " + origin, trail)
                        .filter(model -> origin(model) == origin)
                        .isPresent();
            case TierCondition.YearlyContractsAtMost(Money amount) ->
                given(Fact.YEARLY_CONTRACTS, "more than " + amount, trail)
                        .filter(total -> total.compareTo(amount) <= 0)
                        .isPresent();
        };
    }

    private static boolean startUp(ProgrammeVersion version, Trail trail) {
        Optional<Boolean> fact = trail.facts().get(Fact.START_UP);
        if (fact.isEmpty() && version.buyer().startUp() instanceof Field.Unknown<String>(String missing)) {
            trail.refuse("startUp", missing);
        } else if (fact.isEmpty()) {
            trail.assume(Fact.START_UP, "false: the higher rate for start-ups is not used");
        }
        return fact.orElse(false);
    }

    private static <T> Optional<T> given(Fact<T> fact, String otherwise, Trail trail) {
        Optional<T> value = trail.facts().get(fact);
        if (value.isEmpty()) {
            trail.assume(fact, otherwise);
        }
        return value;
    }
}
