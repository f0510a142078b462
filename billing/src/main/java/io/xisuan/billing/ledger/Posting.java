package io.xisuan.billing.ledger;

import io.xisuan.model.Money;

/**
 * One leg of an entry.
 *
 * @param account as {@code AR/tenant}, see {@link Accounts}
 * @param amount positive for a debit, negative for a credit
 */
public record Posting(String account, Money amount) {
    public Posting {
        if (account.isBlank() || account.chars().anyMatch(Character::isISOControl)) {
            throw new IllegalArgumentException("\"%s\" is no account".formatted(account));
        }
    }
}
