package io.xisuan.cli.doctor;

import io.xisuan.billing.rendering.Language;

/** One sentence in both languages. */
record Words(String zh, String en) {
    static final Words NONE = new Words("", "");

    String in(Language language) {
        return language.of(zh, en);
    }
}
