package io.xisuan.billing.programme;

import io.xisuan.model.Rate;
import java.util.List;

/** The rates of a version: the first tier whose condition holds applies; the last has none. */
public record Rates(RateSetter setter, List<RateTier> tiers) {
    public Rates {
        tiers = List.copyOf(tiers);
        if (tiers.isEmpty() || !tiers.getLast().when().isEmpty()) {
            throw new IllegalArgumentException("The last of the rates has no condition, so that one always applies");
        }
    }

    /** Returns one rate for all. */
    public static Rates flat(RateSetter setter, Rate rate) {
        return new Rates(setter, List.of(RateTier.of(rate)));
    }

    /** Returns the highest rate of any tier. */
    public Rate highest() {
        return tiers.stream().map(RateTier::rate).max(Rate::compareTo).orElseThrow();
    }
}
