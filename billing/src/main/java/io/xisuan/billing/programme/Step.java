package io.xisuan.billing.programme;

/** One rule that was applied: its name, what came of it, and where it is written. */
public record Step(String rule, String value, Source source) {}
