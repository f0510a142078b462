package io.xisuan.operator.metering.exposition;

/**
 * One thing that is wrong with a text, or remarkable.
 *
 * @param line from 1
 * @param column the byte of the line where reading ended, from 1
 */
public record ParseError(int line, int column, String message) {
    public ParseError {
        if (line < 1 || column < 1) {
            throw new IllegalArgumentException("line %d, column %d: both count from 1".formatted(line, column));
        }
    }
}
