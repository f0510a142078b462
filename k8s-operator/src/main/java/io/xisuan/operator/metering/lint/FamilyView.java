package io.xisuan.operator.metering.lint;

/**
 * One family of a text.
 *
 * @param type as it was written, or {@code untyped}
 * @param unit empty when the text states none
 * @param help empty when the text has none
 * @param samples how many samples were delivered
 * @param line where it is named first, from 1
 */
public record FamilyView(String name, String type, String unit, String help, long samples, int line) {}
