package io.xisuan.operator.metering.journal;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.zip.GZIPInputStream;

/** The lines of a file as bytes, one at a time, whatever its length; a compressed file is read as what it holds. */
final class LineSource implements Closeable {
    private static final int START_BYTES = 1 << 16;
    private static final int GZIP_BYTES = 1 << 16;

    private final InputStream in;
    private byte[] buffer = new byte[START_BYTES];
    private int filled;
    private int next;
    private int from;
    private int to;
    private long dropped;
    private boolean ended;

    private LineSource(InputStream in) {
        this.in = in;
    }

    static LineSource open(Path file) throws IOException {
        return openAt(file, 0);
    }

    /** Begins at a place in what the file holds. */
    static LineSource openAt(Path file, long offset) throws IOException {
        InputStream in = Files.newInputStream(file);
        LineSource lines =
                new LineSource(file.toString().endsWith(Segment.GZIP) ? new GZIPInputStream(in, GZIP_BYTES) : in);
        lines.in.skipNBytes(offset);
        lines.dropped = offset;
        return lines;
    }

    /** Goes to the next whole line and returns whether there is one; what stands after the last line feed is left. */
    boolean next() throws IOException {
        int at = next;
        while (true) {
            while (at < filled) {
                if (buffer[at++] == '\n') {
                    from = next;
                    to = at - 1;
                    next = at;
                    return true;
                }
            }
            if (ended) {
                return false;
            }
            at -= fill();
        }
    }

    /** Reads more and returns by how much what is there moved to the front. */
    private int fill() throws IOException {
        int moved = next;
        System.arraycopy(buffer, next, buffer, 0, filled - next);
        filled -= next;
        dropped += next;
        next = 0;
        if (filled == buffer.length) {
            buffer = Arrays.copyOf(buffer, buffer.length * 2);
        }
        int read = in.read(buffer, filled, buffer.length - filled);
        if (read < 0) {
            ended = true;
        } else {
            filled += read;
        }
        return moved;
    }

    byte[] bytes() {
        return buffer;
    }

    int from() {
        return from;
    }

    /** Returns the place of the line feed. */
    int to() {
        return to;
    }

    /** Returns where in the file the line begins. */
    long offset() {
        return dropped + from;
    }

    /** Returns where the next line begins: after the last line, the length of all whole lines. */
    long end() {
        return dropped + next;
    }

    /** Returns whether something stands after the last whole line, once {@link #next} found none. */
    boolean torn() {
        return filled > next;
    }

    @Override
    public void close() throws IOException {
        in.close();
    }
}
