package io.xisuan.operator.report;

/**
 * Something that holds of a job beside where it stands; it becomes a condition of its own.
 *
 * @param condition the condition's type, as {@code IdleWarning}
 */
public record JobRemark(String condition, boolean holds, Reason reason) {}
