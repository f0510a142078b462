package io.xisuan.billing.programme;

import io.xisuan.model.Money;
import java.util.List;
import java.util.Optional;

/**
 * One limit and when it applies.
 *
 * @param amount the most; empty where the text sets no limit for these
 * @param when all must hold; none means always
 */
public record CapTier(Optional<Money> amount, List<TierCondition> when) {
    public CapTier {
        when = List.copyOf(when);
    }
}
