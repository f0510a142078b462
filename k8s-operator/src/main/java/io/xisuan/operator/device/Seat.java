package io.xisuan.operator.device;

/**
 * How the node of a worker gives it its devices, and which of them it takes a part of: what is kept of a placement beside its node, so
 * that a restart finds the same order of the pod and the same room taken.
 *
 * @param word which of HAMi's names the node goes by; else empty
 * @param slot the position among the node's opened devices, or -1 where none is taken in part
 * @param start the memory slice at which a MIG instance counts as beginning; else 0
 */
public record Seat(NodeMode mode, String word, int slot, int start) {
    /** Whole devices of a plain device plugin. */
    public static final Seat PLAIN = new Seat(NodeMode.PLAIN, "", -1, 0);

    private static final int FIELDS = 4;

    /** Returns its text, which has no blanks; empty for {@link #PLAIN}. */
    public String text() {
        return equals(PLAIN) ? "" : "%s:%s:%d:%d".formatted(mode, word, slot, start);
    }

    /**
     * Reads what {@link #text} wrote.
     *
     * @throws IllegalArgumentException when it is no such text
     */
    public static Seat parse(String text) {
        if (text.isEmpty()) {
            return PLAIN;
        }
        String[] fields = text.split(":", -1);
        if (fields.length != FIELDS) {
            throw new IllegalArgumentException("\"%s\" is no seat".formatted(text));
        }
        return new Seat(
                NodeMode.valueOf(fields[0]), fields[1], Integer.parseInt(fields[2]), Integer.parseInt(fields[3]));
    }
}
