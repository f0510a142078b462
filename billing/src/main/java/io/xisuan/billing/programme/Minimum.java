package io.xisuan.billing.programme;

import io.xisuan.model.Money;

/** The least amount for which the programme pays at all; less is not paid. */
public record Minimum(Money amount, Of of) {
    /** What the minimum is compared with. */
    public enum Of {
        BASE,
        SUBSIDY,
        /** All that the buyer purchases in the year. */
        YEARLY_PURCHASES
    }
}
