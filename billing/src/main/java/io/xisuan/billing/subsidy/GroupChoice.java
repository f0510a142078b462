package io.xisuan.billing.subsidy;

import io.xisuan.model.BillingPeriod;
import io.xisuan.model.ContractId;
import java.util.Comparator;

/**
 * Where one choice among the programmes of a best-only group is made: for a contract and a claim period, and then it stands.
 *
 * @param group the group's name, as the programmes' texts give it
 * @param period the claim period: the billing month of use
 */
public record GroupChoice(ContractId contract, String group, BillingPeriod period) implements Comparable<GroupChoice> {
    private static final Comparator<GroupChoice> ORDER = Comparator.comparing(GroupChoice::contract)
            .thenComparing(GroupChoice::group)
            .thenComparing(GroupChoice::period);

    @Override
    public int compareTo(GroupChoice other) {
        return ORDER.compare(this, other);
    }
}
