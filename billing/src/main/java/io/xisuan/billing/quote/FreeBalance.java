package io.xisuan.billing.quote;

import io.xisuan.billing.entitlement.Account;
import io.xisuan.billing.entitlement.AccountId;
import io.xisuan.billing.entitlement.Authority;
import io.xisuan.billing.entitlement.EntitlementBook;
import io.xisuan.billing.subsidy.FundingBounds;
import io.xisuan.billing.subsidy.GrantTerms;
import io.xisuan.model.Money;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What is free in each balance at one moment: a snapshot, so that a planning cycle can decrement its own. */
public final class FreeBalance {
    private final Map<AccountId, Account> accounts;

    public FreeBalance(Map<AccountId, Account> accounts) {
        this.accounts = new HashMap<>(accounts);
    }

    public static FreeBalance of(EntitlementBook book) {
        return new FreeBalance(book.accounts());
    }

    /** Returns what all of these balances can bear together; nothing when one of them is not open. */
    public Money of(List<AccountId> legs) {
        return of(legs, Map.of());
    }

    /**
     * Returns the same after something else was taken.
     *
     * @param taken what was taken off each balance meanwhile; a balance that is absent is untouched
     */
    public Money of(List<AccountId> legs, Map<AccountId, Money> taken) {
        return legs.stream()
                .map(id -> Optional.ofNullable(accounts.get(id))
                        .map(account -> account.free().minus(taken.getOrDefault(id, Money.ZERO)))
                        .orElse(Money.ZERO))
                .min(Money::compareTo)
                .orElse(Money.ZERO)
                .max(Money.ZERO);
    }

    /** Returns balances as they stand, in their order; one that is not open is absent. */
    List<BalanceFigure> figures(List<AccountId> ids) {
        return ids.stream()
                .flatMap(id -> Optional.ofNullable(accounts.get(id)).stream())
                .map(account -> new BalanceFigure(account.id(), account.authority(), account.free(), Optional.empty()))
                .toList();
    }

    /** Returns what bounds a quote: all that is free, whoever may hold it. */
    FundingBounds bounds(List<GrantTerms> grants) {
        Map<AccountId, Money> free = new HashMap<>();
        grants.forEach(terms -> terms.accounts()
                .forEach(id ->
                        Optional.ofNullable(accounts.get(id)).ifPresent(account -> free.put(id, account.free()))));
        return new FundingBounds(free, Map.of());
    }

    /** Returns whether a grant's letter is ours; the cap and pool above it bound what it gives, whosever they are. */
    boolean isPromised(GrantTerms terms) {
        return Optional.ofNullable(accounts.get(terms.accounts().getFirst()))
                .map(account -> account.authority() == Authority.OURS)
                .orElse(false);
    }
}
