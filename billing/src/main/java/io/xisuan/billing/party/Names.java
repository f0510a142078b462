package io.xisuan.billing.party;

/** A name in Chinese, as documents carry it, and in English. */
public record Names(String zh, String en) {
    public Names {
        if (zh.isBlank() || en.isBlank()) {
            throw new IllegalArgumentException(
                    "A name is given in Chinese and in English: \"%s\", \"%s\"".formatted(zh, en));
        }
    }
}
