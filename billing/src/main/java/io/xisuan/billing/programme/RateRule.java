package io.xisuan.billing.programme;

import io.xisuan.model.Rate;
import java.util.List;
import java.util.Optional;

/** Step three of an evaluation: which rate or fixed amount applies. */
final class RateRule {
    private RateRule() {}

    /** Returns the rate, or empty when the trail has ended. */
    static Optional<RateTier> find(ProgrammeVersion version, Trail trail) {
        Optional<Rate> granted = trail.facts().get(Fact.GRANT_RATE);
        if (version.rates().isUnknown() && granted.isPresent()) {
            trail.byGrant("rate", granted.get().formatted());
            return granted.map(RateTier::of);
        }
        Optional<Field.Given<Rates>> rates = trail.known("rates", version.rates());
        if (rates.isEmpty()) {
            if (!version.rates().isUnknown()) {
                trail.refuse("rates", "the text gives no rate: only a grant can");
            }
            return Optional.empty();
        }
        if (granted.isPresent()) {
            return granted(granted.get(), rates.get(), new Conditions(version, trail), trail);
        }
        if (rates.get().value().setter() == RateSetter.GRANT) {
            trail.refuse(
                    "rates",
                    "the text says at most %s and the authority decides: the rate of the grant is missing"
                            .formatted(rates.get().value().highest()));
            return Optional.empty();
        }
        RateTier tier = first(rates.get().value().tiers(), new Conditions(version, trail));
        String upTo = rates.get().value().setter() == RateSetter.HOLDER ? "up to " : "";
        trail.step("rate", upTo + tier.formatted(), rates.get().source());
        return Optional.of(tier);
    }

    /** Returns the first tier whose conditions hold; the last has none. */
    static RateTier first(List<RateTier> tiers, Conditions conditions) {
        return tiers.stream()
                .filter(tier -> conditions.hold(tier.when()))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("No tier applies, not even the last"));
    }

    /** The authority knows facts that are not given here, so any tier that they do not rule out may be the one. */
    private static Optional<RateTier> granted(
            Rate granted, Field.Given<Rates> rates, Conditions conditions, Trail trail) {
        Rate highest = highest(rates.value().tiers(), conditions);
        if (granted.compareTo(highest) > 0) {
            trail.notEligible(
                    "rates", "the grant says %s, above the text's %s".formatted(granted, highest), rates.source());
            return Optional.empty();
        }
        trail.byGrant("rate", granted.formatted());
        return Optional.of(RateTier.of(granted));
    }

    private static Rate highest(List<RateTier> tiers, Conditions conditions) {
        Rate highest = Rate.ZERO;
        for (RateTier tier : tiers) {
            if (conditions.possible(tier.when()) && tier.rate().compareTo(highest) > 0) {
                highest = tier.rate();
            }
            if (conditions.certain(tier.when())) {
                return highest;
            }
        }
        return highest;
    }
}
