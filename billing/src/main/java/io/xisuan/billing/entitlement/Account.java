package io.xisuan.billing.entitlement;

import io.xisuan.model.Money;

/**
 * One balance: of what was granted, so much is pending in holds, posted, expired, revoked, or used elsewhere as declared, and the
 * rest is free.
 *
 * <p>It cannot be constructed beyond its bound: what is used is at most what was granted plus the deficit, and there is a deficit
 * only while nothing is free. A deficit arises where a limit was lowered, or use elsewhere became known, after money had been
 * promised: promises stay, and whatever comes back fills the deficit before anybody else may hold it.
 *
 * @param declared what was used elsewhere, by the word of its sources
 * @param deficit what is used beyond {@code granted}
 * @param claimByMillis until when an expired balance may be opened again for late use; 0 before it first expired
 */
public record Account(
        AccountId id,
        Authority authority,
        Money granted,
        Money pending,
        Money posted,
        Money expired,
        Money revoked,
        Money declared,
        Money deficit,
        long claimByMillis) {
    public Account {
        boolean negative = granted.isNegative()
                || pending.isNegative()
                || posted.isNegative()
                || expired.isNegative()
                || revoked.isNegative()
                || declared.isNegative()
                || deficit.isNegative();
        int bound = used(pending, posted, expired, revoked, declared).compareTo(granted.plus(deficit));
        if (negative || bound > 0 || (bound < 0 && deficit.isPositive())) {
            throw new IllegalStateException(
                    "Account %s passes its bound: granted %s, pending %s, posted %s, expired %s, revoked %s, declared %s, deficit %s"
                            .formatted(id, granted, pending, posted, expired, revoked, declared, deficit));
        }
    }

    static Account opened(AccountId id, Authority authority, Money granted) {
        Money none = Money.ZERO;
        return new Account(id, authority, granted, none, none, none, none, none, none, 0);
    }

    /** Returns what a new hold may take; nothing while there is a deficit. */
    public Money free() {
        return granted.plus(deficit).minus(used(pending, posted, expired, revoked, declared));
    }

    /** Returns what may still be posted: what is free and what is held. */
    public Money remaining() {
        return free().plus(pending);
    }

    /** Returns all that is not free: pending, posted, expired, revoked and declared. */
    public Money used() {
        return used(pending, posted, expired, revoked, declared);
    }

    private static Money used(Money pending, Money posted, Money expired, Money revoked, Money declared) {
        return pending.plus(posted).plus(expired).plus(revoked).plus(declared);
    }

    Account withGranted(Money amount) {
        return filled(amount, pending, posted, expired, declared);
    }

    Account withDeclared(Money amount) {
        return filled(granted, pending, posted, expired, amount);
    }

    /** Returns this balance with more of it pending; a negative amount gives back, and fills a deficit first. */
    public Account holding(Money more) {
        return more.isNegative()
                ? filled(granted, pending.plus(more), posted, expired, declared)
                : with(pending.plus(more), posted, expired, revoked);
    }

    Account posting(Money amount) {
        return with(pending.minus(amount), posted.plus(amount), expired, revoked);
    }

    /** Returns this balance with a posted amount pending again. */
    Account unposting(Money amount) {
        return with(pending.plus(amount), posted.minus(amount), expired, revoked);
    }

    /** Returns this balance with a posted amount given back. */
    Account restoring(Money amount) {
        return filled(granted, pending, posted.minus(amount), expired, declared);
    }

    Account expiring(long claimBy) {
        return new Account(
                id,
                authority,
                granted,
                pending,
                posted,
                expired.plus(free()),
                revoked,
                declared,
                deficit,
                Math.max(claimByMillis, claimBy));
    }

    /** Returns this balance with an expired amount given back, which fills a deficit first. */
    Account reopening(Money amount) {
        return filled(granted, pending, posted, expired.minus(amount), declared);
    }

    Account revoking(Money amount) {
        return with(pending, posted, expired, revoked.plus(amount));
    }

    private Account with(Money nextPending, Money nextPosted, Money nextExpired, Money nextRevoked) {
        return new Account(
                id,
                authority,
                granted,
                nextPending,
                nextPosted,
                nextExpired,
                nextRevoked,
                declared,
                deficit,
                claimByMillis);
    }

    /** Returns the balance with the deficit that these figures leave. */
    private Account filled(Money limit, Money nextPending, Money nextPosted, Money nextExpired, Money nextDeclared) {
        Money over = used(nextPending, nextPosted, nextExpired, revoked, nextDeclared)
                .minus(limit)
                .max(Money.ZERO);
        return new Account(
                id, authority, limit, nextPending, nextPosted, nextExpired, revoked, nextDeclared, over, claimByMillis);
    }
}
