package io.xisuan.billing.programme;

import io.xisuan.model.Money;

/** What a buyer or a case must be for a special rate. */
public sealed interface TierCondition {
    /** The buyer is a start-up as the programme defines it. */
    record StartUp() implements TierCondition {}

    /** The accelerators are of this origin. */
    record Accelerators(AcceleratorOrigin origin) implements TierCondition {}

    /** The buyer's contracts of the year total at most this much. */
    record YearlyContractsAtMost(Money amount) implements TierCondition {}
}
