package io.xisuan.operator.metering.lint;

/**
 * One thing that was found in a text.
 *
 * @param line from 1
 * @param column from 1
 * @param what the finding, as a sentence without its stop
 */
public record LintFinding(int line, int column, LintRule rule, String what) {}
