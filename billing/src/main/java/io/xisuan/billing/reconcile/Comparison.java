package io.xisuan.billing.reconcile;

/** Which two books are compared, and in which unit. */
public enum Comparison {
    USAGE_LINES("usage journal", "document lines", Unit.DEVICE_MILLIS),
    DOCUMENTS_LEDGER("documents", "ledger entries of them", Unit.FEN),
    DOCUMENTS_BALANCES("voucher payments", "posted to vouchers", Unit.FEN),
    OPEN_ITEMS_LEDGER("open items", "receivable in the ledger", Unit.FEN),
    DOCUMENTS_CLAIMS("voucher payments", "stock that claims draw from", Unit.FEN),
    LEDGER_ZERO("debits", "credits", Unit.FEN);

    /** What amounts are counted in. */
    public enum Unit {
        FEN,
        DEVICE_MILLIS
    }

    private final String left;
    private final String right;
    private final Unit unit;

    Comparison(String left, String right, Unit unit) {
        this.left = left;
        this.right = right;
        this.unit = unit;
    }

    /** Returns the first book's name, for people. */
    public String left() {
        return left;
    }

    /** Returns the second book's name, for people. */
    public String right() {
        return right;
    }

    public Unit unit() {
        return unit;
    }
}
