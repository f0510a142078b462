package io.xisuan.operator.market;

/**
 * A part of a market that is compared by being the same object: it was made once, and what is the same needs no second look.
 */
record Same(Object part) {
    @Override
    @SuppressWarnings("ReferenceEquality") // that is what it is for
    public boolean equals(Object other) {
        return other instanceof Same same && same.part == part;
    }

    @Override
    public int hashCode() {
        return System.identityHashCode(part);
    }
}
