package io.xisuan.billing.programme;

import io.xisuan.model.Rate;
import java.util.Optional;

/**
 * One rate and when it applies; without a condition it always does.
 */
public record RateTier(Rate rate, Optional<TierCondition> when) {}
