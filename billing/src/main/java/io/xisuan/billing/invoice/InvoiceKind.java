package io.xisuan.billing.invoice;

/** The kinds of documents; each has number series of its own. */
public enum InvoiceKind {
    INVOICE(""),
    CREDIT_NOTE("CN-"),
    DEBIT_NOTE("DN-");

    private final String infix;

    InvoiceKind(String infix) {
        this.infix = infix;
    }

    /** Returns what stands between the supplier's prefix and the year in a number. */
    String infix() {
        return infix;
    }
}
