package io.xisuan.billing.programme;

/** Where a rule was read, for people, and how good that place is. */
public record Source(String text, Confidence confidence) {
    public Source {
        if (text.isBlank()) {
            throw new IllegalArgumentException("A rule names its source");
        }
    }

    @Override
    public String toString() {
        return "%s [%s]".formatted(text, confidence);
    }
}
