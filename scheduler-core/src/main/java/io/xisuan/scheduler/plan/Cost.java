package io.xisuan.scheduler.plan;

import io.xisuan.model.Money;

/** What a job would cost at a site, or why it cannot be bought there. */
public sealed interface Cost {
    /**
     * An amount for the job's expected run.
     *
     * @param payableNow gross less what the supplier deducts on the invoice
     * @param gross the full amount
     * @param expectedLater what an authority is expected to pay the tenant afterwards
     * @param ranking payable now less the tenant's weight of what is expected later: what placement compares
     */
    record Priced(Money payableNow, Money gross, Money expectedLater, Money ranking) implements Cost {
        /** Returns a cost without any voucher. */
        public static Priced gross(Money gross) {
            return new Priced(gross, gross, Money.ZERO, gross);
        }
    }

    /** The job cannot be bought here; the text says why, for people. */
    record NotSold(String reason) implements Cost {}
}
