package io.xisuan.cli.output;

/** What a coloured word tells at a glance; the word itself says the same, because not everybody sees colours. */
public enum Paint {
    GOOD("32"),
    WARNING("33"),
    BAD("31"),
    /** Of no weight at this moment. */
    QUIET("2"),
    HEADING("1");

    private final String code;

    Paint(String code) {
        this.code = code;
    }

    /** Returns a text as a terminal shows it in this colour (ECMA-48, SGR). */
    String of(String text) {
        return text.isBlank() ? text : "\u001b[" + code + "m" + text + "\u001b[0m";
    }
}
