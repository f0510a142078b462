package io.xisuan.billing.entitlement;

import io.xisuan.model.Money;

/**
 * One balance: of what was granted, so much is pending in holds, posted, expired or revoked, and the rest is free.
 *
 * <p>It cannot be constructed beyond its bound: pending + posted + expired + revoked is at most granted.
 */
public record Account(
        AccountId id, Authority authority, Money granted, Money pending, Money posted, Money expired, Money revoked) {
    public Account {
        boolean negative = granted.isNegative()
                || pending.isNegative()
                || posted.isNegative()
                || expired.isNegative()
                || revoked.isNegative();
        Money used = pending.plus(posted).plus(expired).plus(revoked);
        if (negative || used.compareTo(granted) > 0) {
            throw new IllegalStateException(
                    "Account %s passes its bound: granted %s, pending %s, posted %s, expired %s, revoked %s"
                            .formatted(id, granted, pending, posted, expired, revoked));
        }
    }

    static Account opened(AccountId id, Authority authority, Money granted) {
        return new Account(id, authority, granted, Money.ZERO, Money.ZERO, Money.ZERO, Money.ZERO);
    }

    /** Returns what a new hold may take. */
    public Money free() {
        return remaining().minus(pending);
    }

    /** Returns what may still be posted: what is free and what is held. */
    public Money remaining() {
        return granted.minus(posted).minus(expired).minus(revoked);
    }

    Account withGranted(Money amount) {
        return new Account(id, authority, amount, pending, posted, expired, revoked);
    }

    /** Returns this balance with more of it pending; a negative amount gives back. */
    public Account holding(Money more) {
        return new Account(id, authority, granted, pending.plus(more), posted, expired, revoked);
    }

    Account posting(Money amount) {
        return new Account(id, authority, granted, pending.minus(amount), posted.plus(amount), expired, revoked);
    }

    Account expiring(Money amount) {
        return new Account(id, authority, granted, pending, posted, expired.plus(amount), revoked);
    }

    Account revoking(Money amount) {
        return new Account(id, authority, granted, pending, posted, expired, revoked.plus(amount));
    }
}
