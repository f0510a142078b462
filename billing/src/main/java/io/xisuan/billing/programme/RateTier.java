package io.xisuan.billing.programme;

import io.xisuan.model.Money;
import io.xisuan.model.Rate;
import java.util.List;
import java.util.Optional;

/**
 * One rate, or one fixed amount, and when it applies.
 *
 * @param rate what is multiplied with the base; zero where the amount is fixed
 * @param fixed an amount that does not hang on any fee, as Langfang's for settling there
 * @param when all must hold; none means always
 */
public record RateTier(Rate rate, Optional<Money> fixed, List<TierCondition> when) {
    public RateTier {
        when = List.copyOf(when);
        if (fixed.isPresent() && rate.compareTo(Rate.ZERO) != 0) {
            throw new IllegalArgumentException("Either a rate or a fixed amount, not both");
        }
    }

    public static RateTier of(Rate rate) {
        return new RateTier(rate, Optional.empty(), List.of());
    }

    /** Returns the rate in percent, or the fixed amount. */
    public String formatted() {
        return fixed.map(amount -> amount + " once").orElseGet(rate::formatted);
    }
}
