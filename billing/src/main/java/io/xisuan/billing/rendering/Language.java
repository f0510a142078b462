package io.xisuan.billing.rendering;

import java.util.Locale;

/** The language of a file's headings and explanations; names and numbers are the same in both. */
public enum Language {
    ZH,
    EN;

    /** Returns the text in this language. */
    public String of(String zh, String en) {
        return switch (this) {
            case ZH -> zh;
            case EN -> en;
        };
    }

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
