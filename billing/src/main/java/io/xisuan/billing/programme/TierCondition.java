package io.xisuan.billing.programme;

import io.xisuan.billing.party.SizeClass;
import io.xisuan.billing.usage.Component;
import io.xisuan.model.Money;
import java.util.List;

/** What a buyer or a case must be for a special rate or limit. */
public sealed interface TierCondition {
    /** The buyer is a start-up as the programme defines it. */
    record StartUp() implements TierCondition {}

    /** The accelerators are of this origin. */
    record Accelerators(AcceleratorOrigin origin) implements TierCondition {}

    /** The buyer's contracts of the year total at most this much. */
    record YearlyContractsAtMost(Money amount) implements TierCondition {}

    /** The buyer is of one of these sizes. */
    record Sizes(List<SizeClass> sizes) implements TierCondition {
        public Sizes {
            sizes = List.copyOf(sizes);
        }
    }

    /** What is bought is of this kind. */
    record Bought(Component component) implements TierCondition {}

    /** The buyer or the case has this trait, which the version defines. */
    record Has(String trait) implements TierCondition {}
}
