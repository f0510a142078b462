package io.xisuan.billing.programme;

/** A fact of the case that was not given, and what was taken for it. */
public record Assumption(String fact, String assumed) {}
