package io.xisuan.billing.entitlement;

import io.xisuan.model.Money;
import java.time.LocalDate;
import java.util.Comparator;

/** The last word of one source on how much of a balance was used elsewhere, in all. */
public record Declaration(AccountId account, String source, LocalDate asOf, Money used) {
    /** By balance, then by source: one word each. */
    public static final Comparator<Declaration> ORDER =
            Comparator.comparing(Declaration::account).thenComparing(Declaration::source);
}
