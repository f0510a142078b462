package io.xisuan.cli.output;

/**
 * A cell of a {@link Table} that is coloured where colours are wanted, and is its value everywhere else.
 *
 * @param value any cell that is no painted one itself
 */
public record Painted(Object value, Paint paint) {
    public Painted {
        if (value instanceof Painted) {
            throw new IllegalArgumentException("A cell has one colour");
        }
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
