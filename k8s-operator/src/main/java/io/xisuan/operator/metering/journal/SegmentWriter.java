package io.xisuan.operator.metering.journal;

import java.io.Closeable;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/** Writes the segment of one hour: lines gather in memory, one write and one flush bring a group to the disk. */
final class SegmentWriter implements Closeable {
    private static final int GROUP_BYTES = 4 << 20;
    private static final int START_BYTES = 1 << 16;
    private static final int HASH_DIGITS = 2 * ChainHash.BYTES;

    private final Path file;
    private final JournalFiles.Tail tail;
    private final boolean fsync;
    private final SegmentLeaves leaves;
    private final CanonicalBytes lines = new CanonicalBytes(START_BYTES);
    private long written;
    private long committed;

    private SegmentWriter(Path file, JournalFiles.Tail tail, boolean fsync, SegmentLeaves leaves, long length) {
        this.file = file;
        this.tail = tail;
        this.fsync = fsync;
        this.leaves = leaves;
        this.written = length;
        this.committed = length;
    }

    /** Goes on with a segment that is there. */
    static SegmentWriter again(SegmentRecovery.Open open, JournalOptions options) throws IOException {
        return new SegmentWriter(
                open.file(), options.files().tail(open.file()), options.fsync(), open.leaves(), open.length());
    }

    /** Begins a segment that continues this head. */
    static SegmentWriter begin(Path folder, long hourMillis, JournalHead after, JournalOptions options)
            throws IOException {
        Path file = Segment.file(folder, hourMillis);
        SegmentWriter writer = new SegmentWriter(
                file, options.files().tail(file), options.fsync(), new SegmentLeaves(after.seq() + 1), 0);
        writer.lines.raw(Segment.firstLine(after).getBytes(StandardCharsets.US_ASCII));
        if (options.fsync()) {
            options.files().forceFolder(folder);
        }
        return writer;
    }

    Path file() {
        return file;
    }

    SegmentLeaves leaves() {
        return leaves;
    }

    /** Returns how many bytes are on the disk for certain. */
    long length() {
        return committed;
    }

    /** Adds a record to the group. */
    void add(JournalEntry entry, ChainHash chain) throws IOException {
        long offset = written + lines.length();
        lines.number(chain.seq() + 1);
        lines.raw('\t');
        lines.raw(EntryCodec.FORMAT);
        lines.raw('\t');
        int hashAt = lines.gap(HASH_DIGITS);
        lines.raw('\t');
        int bodyFrom = lines.length();
        EntryWriter.write(lines, entry);
        int bodyTo = lines.length();
        chain.next(EntryCodec.FORMAT, lines.bytes(), bodyFrom, bodyTo);
        lines.hexAt(hashAt, chain.hash());
        leaves.add(chain.hash(), offset, lines.bytes(), bodyFrom, bodyTo);
        lines.raw('\n');
        if (lines.length() >= GROUP_BYTES) {
            write();
        }
    }

    /** Returns once the group is on the disk. */
    void commit() throws IOException {
        write();
        if (fsync) {
            tail.force();
        }
        committed = written;
    }

    private void write() throws IOException {
        tail.write(lines.bytes(), 0, lines.length());
        written += lines.length();
        lines.clear();
    }

    /** Takes off what a failed group left, as far as the disk lets us. */
    void abandon() {
        try (tail) {
            tail.truncate(committed);
        } catch (IOException left) {
            // It stands after the last confirmed record; opening the journal deals with it.
            lines.clear();
        }
    }

    @Override
    public void close() throws IOException {
        tail.close();
    }
}
