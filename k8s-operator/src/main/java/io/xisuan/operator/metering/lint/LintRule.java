package io.xisuan.operator.metering.lint;

/** What a text is looked over for, and what its author can do about it. */
public enum LintRule {
    ERROR(true, "change the line; as long as it is so, nothing in the text confirms anything alone"),
    REPEATED(false, "write each name and set of labels once, and each family in one piece"),
    NO_HELP(false, "add a line # HELP with the meaning and the unit"),
    NO_TYPE(false, "add a line # TYPE: without one nobody can tell a counter from a gauge"),
    COUNTER_NAME(false, "end the name of a counter in _total, which OpenMetrics requires"),
    NO_DEVICE(false, "name the device by its hardware id; without one a sample confirms nothing"),
    BLANK_VALUE(false, "leave the sample out: the value is a code for \"no value\", not a measurement"),
    BUCKETS_FALL(false, "write buckets by rising bound, each counting those below it too"),
    OLD_TIME(false, "look whether the exporter still collects, or leave the time stamp out");

    private final boolean wrong;
    private final String advice;

    LintRule(boolean wrong, String advice) {
        this.wrong = wrong;
        this.advice = advice;
    }

    /** Returns whether it breaks the format; the others are allowed. */
    public boolean wrong() {
        return wrong;
    }

    /** Returns what to do, as part of a sentence. */
    public String advice() {
        return advice;
    }
}
