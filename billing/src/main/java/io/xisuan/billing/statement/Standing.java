package io.xisuan.billing.statement;

import io.xisuan.billing.ledger.Accounts;
import io.xisuan.billing.ledger.Posting;
import io.xisuan.model.Money;
import io.xisuan.model.TenantId;
import java.util.List;

/**
 * Where a tenant stands in the books, or by how much that changes.
 *
 * @param owed what it owes for invoices
 * @param disputed what it owes and does not accept
 * @param prepaid what it has paid in and no invoice has used
 */
public record Standing(Money owed, Money disputed, Money prepaid) {
    /** Nothing at all. */
    public static final Standing NONE = new Standing(Money.ZERO, Money.ZERO, Money.ZERO);

    /** Returns what an entry changes for a tenant. */
    static Standing of(TenantId tenant, List<Posting> postings) {
        return new Standing(
                sum(Accounts.receivable(tenant), postings),
                sum(Accounts.disputed(tenant), postings),
                sum(Accounts.prepaid(tenant), postings).negated());
    }

    private static Money sum(String account, List<Posting> postings) {
        return postings.stream()
                .filter(posting -> posting.account().equals(account))
                .map(Posting::amount)
                .reduce(Money.ZERO, Money::plus);
    }

    public Standing plus(Standing other) {
        return new Standing(owed.plus(other.owed), disputed.plus(other.disputed), prepaid.plus(other.prepaid));
    }

    /** Returns what the tenant would have to pay to be even; negative when it has more prepaid than it owes. */
    public Money balance() {
        return owed.plus(disputed).minus(prepaid);
    }

    boolean isNone() {
        return equals(NONE);
    }
}
