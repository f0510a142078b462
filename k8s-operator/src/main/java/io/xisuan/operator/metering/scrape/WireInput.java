package io.xisuan.operator.metering.scrape;

import io.xisuan.operator.metering.evidence.GapCause;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;

/** Reads lines and bytes of an answer from a connection through one buffer. */
final class WireInput {
    private static final int BUFFER = 16 << 10;
    private static final int LONGEST_LINE = 8 << 10;

    private final InputStream in;
    private final byte[] buffer = new byte[BUFFER];
    private int from;
    private int to;
    private long total;

    WireInput(InputStream in) {
        this.in = in;
    }

    /** Returns how many bytes came so far in this answer. */
    long total() {
        return total;
    }

    boolean isEmpty() {
        return from == to;
    }

    /** Returns a line without its end; CR LF or LF alone. */
    String line() throws IOException, FetchFailure {
        StringBuilder line = new StringBuilder(64);
        while (true) {
            int at = from;
            while (at < to && buffer[at] != '\n') {
                at++;
            }
            line.append(new String(buffer, from, at - from, StandardCharsets.ISO_8859_1));
            if (line.length() > LONGEST_LINE) {
                throw new FetchFailure(GapCause.PARSE_ERROR, "not HTTP: a line of more than 8 KiB in the head");
            }
            if (at < to) {
                from = at + 1;
                int end = line.length();
                return end > 0 && line.charAt(end - 1) == '\r' ? line.substring(0, end - 1) : line.toString();
            }
            if (!fill()) {
                throw ended("within the head");
            }
        }
    }

    /** Reads some bytes; -1 at the end of the connection. */
    int read(byte[] into, int offset, int length) throws IOException {
        if (from < to) {
            int count = Math.min(length, to - from);
            System.arraycopy(buffer, from, into, offset, count);
            from += count;
            return count;
        }
        int count = in.read(into, offset, length);
        total += Math.max(0, count);
        return count;
    }

    private boolean fill() throws IOException {
        from = 0;
        to = 0;
        int count = in.read(buffer, 0, BUFFER);
        if (count <= 0) {
            return false;
        }
        to = count;
        total += count;
        return true;
    }

    FetchFailure ended(String where) {
        return new FetchFailure(
                GapCause.UNREACHABLE, "the connection ended %s, after %d bytes".formatted(where, total));
    }
}
