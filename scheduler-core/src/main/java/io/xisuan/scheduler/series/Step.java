package io.xisuan.scheduler.series;

/**
 * A value from an instant on, until the next step.
 *
 * @param atMillis milliseconds on the clock of the series
 */
public record Step(long atMillis, long value) {}
