package io.xisuan.operator.metering.exposition;

/**
 * One thing that is wrong with a text.
 *
 * @param line from 1
 */
public record ParseError(int line, String message) {}
