package io.xisuan.operator.report;

import io.xisuan.model.Money;

/** What a job costs: in full, what the tenant pays now, and what is expected back later; quoted, or final once it is closed. */
public record JobCost(Money gross, Money payableNow, Money expectedLater, Basis basis) {
    /** Where the amounts come from. */
    public enum Basis {
        /** From the estimated run time, before the job ran. */
        QUOTED,
        /** From the metered device time. */
        FINAL
    }

    public JobCost {
        if (gross.isNegative() || payableNow.isNegative() || expectedLater.isNegative()) {
            throw new IllegalArgumentException("A job costs %s, payable %s, later %s: none can be negative"
                    .formatted(gross, payableNow, expectedLater));
        }
    }

    /** Returns amounts that are a quote. */
    public static JobCost quoted(Money gross, Money payableNow, Money expectedLater) {
        return new JobCost(gross, payableNow, expectedLater, Basis.QUOTED);
    }

    /** Returns amounts of metered device time. */
    public static JobCost closed(Money gross, Money payableNow, Money expectedLater) {
        return new JobCost(gross, payableNow, expectedLater, Basis.FINAL);
    }
}
