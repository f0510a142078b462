package io.xisuan.billing.invoice;

import io.xisuan.model.Money;

/** The kinds of documents; each has number series of its own. */
public enum InvoiceKind {
    INVOICE(""),
    CREDIT_NOTE("CN-"),
    DEBIT_NOTE("DN-");

    private final String infix;

    InvoiceKind(String infix) {
        this.infix = infix;
    }

    /**
     * Returns the kind of a note: a credit note when it lowers what is payable, or, where that stays, the gross; else a debit note.
     *
     * @param payable the change of what the tenant owes
     * @param gross the change of the gross
     */
    public static InvoiceKind ofNote(Money payable, Money gross) {
        return payable.isNegative() || (payable.isZero() && gross.isNegative()) ? CREDIT_NOTE : DEBIT_NOTE;
    }

    /** Returns what stands between the supplier's prefix and the year in a number. */
    String infix() {
        return infix;
    }
}
