package io.xisuan.operator.cycle;

import io.xisuan.billing.entitlement.Account;
import io.xisuan.billing.entitlement.AccountId;
import io.xisuan.billing.entitlement.Authority;
import io.xisuan.billing.entitlement.Command;
import io.xisuan.billing.entitlement.EntitlementBook;
import io.xisuan.billing.subsidy.GrantTerms;
import io.xisuan.billing.subsidy.Grants;
import io.xisuan.model.Money;
import java.util.Map;

/** Balances that never run out, against which it is seen what is lacking. */
final class Plenty {
    private static final Money AMOUNT = Money.ofFen(1_000_000_000_000L);

    private Plenty() {}

    /** Returns a plentiful balance of each account that grants draw on. */
    static Map<AccountId, Account> accounts(Grants grants) {
        EntitlementBook book = new EntitlementBook();
        for (GrantTerms terms : grants.all()) {
            for (AccountId account : terms.accounts()) {
                if (book.account(account).isEmpty()) {
                    book.apply(new Command.Open("plenty " + account, account, Authority.OURS, AMOUNT));
                }
            }
        }
        return book.accounts();
    }
}
