package io.xisuan.cli.output;

import java.util.Locale;

/** When the program writes in colours, named on the command line in lower case as other programs name it. */
public enum ColorChoice {
    /** Where a person looks at a terminal that takes them. */
    AUTO,
    ALWAYS,
    NEVER;

    boolean colours(boolean terminal, boolean taken) {
        return switch (this) {
            case AUTO -> terminal && taken;
            case ALWAYS -> true;
            case NEVER -> false;
        };
    }

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
