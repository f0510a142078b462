package io.xisuan.billing.rating;

import io.xisuan.model.BillingPeriod;
import io.xisuan.model.ContractId;
import java.util.Comparator;

/** A month of one contract: what graduated prices count device time over. */
public record ContractMonth(ContractId contract, BillingPeriod month) implements Comparable<ContractMonth> {
    private static final Comparator<ContractMonth> ORDER =
            Comparator.comparing(ContractMonth::contract).thenComparing(ContractMonth::month);

    @Override
    public int compareTo(ContractMonth other) {
        return ORDER.compare(this, other);
    }
}
