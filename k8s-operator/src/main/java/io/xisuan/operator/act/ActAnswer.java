package io.xisuan.operator.act;

/** What came of an act on a cluster. */
public sealed interface ActAnswer {
    /** It is as ordered, now or since before. */
    record Done() implements ActAnswer {}

    /** A newer leader exists: this one must stop acting at once. */
    record Fenced(String message) implements ActAnswer {}

    /** The cluster refuses, and would refuse again. */
    record Refused(RefusalReason reason, String message) implements ActAnswer {}

    /** The cluster could not be asked, or had no time for us: whether the act happened is unknown, try again. */
    record Unreachable(String message) implements ActAnswer {}

    /** The answer to an act that is as ordered. */
    ActAnswer DONE = new Done();
}
