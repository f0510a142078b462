package io.xisuan.billing.programme;

import io.xisuan.model.Money;
import java.util.List;
import java.util.Optional;

/** A limit in money: the first tier whose conditions hold applies; the last has none. */
public record Cap(List<CapTier> tiers) {
    public Cap {
        tiers = List.copyOf(tiers);
        if (tiers.isEmpty() || !tiers.getLast().when().isEmpty()) {
            throw new IllegalArgumentException("The last of the limits has no condition, so that one always applies");
        }
    }

    /** Returns one limit for all. */
    public static Cap of(Money amount) {
        return new Cap(List.of(new CapTier(Optional.of(amount), List.of())));
    }
}
