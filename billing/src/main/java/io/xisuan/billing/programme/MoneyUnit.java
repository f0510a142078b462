package io.xisuan.billing.programme;

/** The unit in which a programme calculates and rounds. */
public enum MoneyUnit {
    /** Yuan (元). */
    CNY(100),
    /** Ten thousand yuan (万元). */
    CNY_10K(1_000_000);

    private final long fen;

    MoneyUnit(long fen) {
        this.fen = fen;
    }

    /** Returns one unit in fen. */
    public long fen() {
        return fen;
    }
}
