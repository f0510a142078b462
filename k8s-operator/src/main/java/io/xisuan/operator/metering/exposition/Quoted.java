package io.xisuan.operator.metering.exposition;

/** Reads one quoted text in full: its end, and which escapes it has. */
final class Quoted {
    private boolean escaped;
    private boolean odd;

    /** Returns whether the text read last has escapes. */
    boolean escaped() {
        return escaped;
    }

    /** Returns whether the text read last has an unknown escape, so that it could be written in another way. */
    boolean odd() {
        return odd;
    }

    /**
     * Returns the place of the closing quote.
     *
     * @param from the place after the opening one
     * @param anyEscape whether unknown escapes are let through
     */
    int end(byte[] data, int from, int to, String what, boolean anyEscape) {
        escaped = false;
        odd = false;
        int at = from;
        int seen = 0;
        while (at < to && data[at] != '"') {
            if (data[at] == '\\') {
                escaped = true;
                byte next = at + 1 < to ? data[at + 1] : (byte) ' ';
                odd |= next != 'n' && next != '\\' && next != '"';
                at++;
            }
            seen |= at < to ? data[at] : 0;
            at++;
        }
        if (odd && !anyEscape) {
            throw new LineFault("the " + what + " has an invalid escape; only \\\\, \\\" and \\n are known");
        }
        if (at >= to) {
            throw new LineFault("the " + what + " has no closing quote on its line");
        }
        if (seen < 0 && !Utf8.valid(data, from, at)) {
            throw new LineFault("the " + what + " is no valid UTF-8");
        }
        return at;
    }
}
