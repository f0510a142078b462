package io.xisuan.operator.loop;

/** Why an attempt ended or is being ended, and the same for people. */
record Ending(EndReason reason, String text) {}
