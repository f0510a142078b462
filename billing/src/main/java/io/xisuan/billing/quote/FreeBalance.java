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

    /** Returns what all balances of a grant can bear together; nothing when one of them is not open. */
    public Money of(GrantTerms terms) {
        return terms.accounts().stream()
                .map(id ->
                        Optional.ofNullable(accounts.get(id)).map(Account::free).orElse(Money.ZERO))
                .min(Money::compareTo)
                .orElse(Money.ZERO);
    }

    /** Returns what is free once so much of a grant's balances is held. */
    public FreeBalance less(GrantTerms terms, Money amount) {
        Map<AccountId, Account> left = new HashMap<>(accounts);
        terms.accounts().forEach(id -> left.computeIfPresent(id, (key, account) -> account.holding(amount)));
        return new FreeBalance(left);
    }

    /** Returns the balances of a grant as they stand, its voucher first; one that is not open is absent. */
    List<BalanceFigure> figures(GrantTerms terms) {
        return terms.accounts().stream()
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
