package io.xisuan.billing.entitlement.chain;

import io.xisuan.billing.entitlement.AccountId;
import java.util.Optional;
import java.util.OptionalLong;

/** The numbers by which entries name balances, each given when the balance was opened. */
public interface AccountKeys {
    /** Returns the number of a balance, from 1; empty for one that is not open. */
    OptionalLong keyOf(AccountId id);

    /** Returns the balance of a number; empty when no balance has it. */
    Optional<AccountId> idOf(long key);
}
