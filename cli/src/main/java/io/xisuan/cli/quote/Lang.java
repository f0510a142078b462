package io.xisuan.cli.quote;

import java.util.Locale;

/** The language in which a quote is shown; codes in JSON and CSV are the same in both. */
enum Lang {
    ZH,
    EN;

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
