package io.xisuan.billing.rendering;

/** The colours of a document; all of them still read when printed in grey. */
public enum PdfInk {
    DARK(0.11f, 0.13f, 0.16f),
    GREY(0.40f, 0.43f, 0.47f),
    ACCENT(0.10f, 0.28f, 0.50f),
    HAIRLINE(0.80f, 0.83f, 0.87f),
    BAND(0.945f, 0.955f, 0.97f);

    private final float red;
    private final float green;
    private final float blue;

    PdfInk(float red, float green, float blue) {
        this.red = red;
        this.green = green;
        this.blue = blue;
    }

    float red() {
        return red;
    }

    float green() {
        return green;
    }

    float blue() {
        return blue;
    }
}
