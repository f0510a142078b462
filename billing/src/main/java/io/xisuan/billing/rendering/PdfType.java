package io.xisuan.billing.rendering;

/** The few sizes, inks and weights of text in a document. */
public enum PdfType {
    TITLE(17, PdfInk.ACCENT, true),
    NAME(10.5f, PdfInk.DARK, true),
    SUBTITLE(8, PdfInk.GREY, false),
    HEADING(8.5f, PdfInk.ACCENT, true),
    BODY(8, PdfInk.DARK, false),
    STRONG(8, PdfInk.DARK, true),
    LABEL(6.5f, PdfInk.GREY, false),
    COLUMN(6.5f, PdfInk.ACCENT, true),
    CELL(6.8f, PdfInk.DARK, false),
    SUM(6.8f, PdfInk.DARK, true),
    CARRY(6.8f, PdfInk.GREY, false),
    TIGHT(5.2f, PdfInk.DARK, false),
    DETAIL(5.6f, PdfInk.GREY, false),
    TOTAL(11, PdfInk.DARK, true);

    private final float size;
    private final PdfInk ink;
    private final boolean bold;

    PdfType(float size, PdfInk ink, boolean bold) {
        this.size = size;
        this.ink = ink;
        this.bold = bold;
    }

    /** Returns the size in points. */
    public float size() {
        return size;
    }

    PdfInk ink() {
        return ink;
    }

    boolean bold() {
        return bold;
    }

    /** Returns the distance from one baseline to the next, in points. */
    public float leading() {
        return size * 1.45f;
    }
}
