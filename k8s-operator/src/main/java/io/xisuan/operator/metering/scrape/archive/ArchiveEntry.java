package io.xisuan.operator.metering.scrape.archive;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.util.Optional;
import java.util.zip.CRC32;
import java.util.zip.DataFormatException;
import java.util.zip.Deflater;
import java.util.zip.Inflater;

/**
 * One text in a file: a head of 48 bytes (mark, packed length, length, CRC-32 of head and packed bytes, SHA-256 of the text), then
 * the packed bytes.
 *
 * @param at where in the file it begins
 */
record ArchiveEntry(long at, int packedLength, int length, Digest digest) {
    static final int HEAD = 48;
    private static final int MARK = 0x58534531;
    private static final int MOST_BYTES = 1 << 30;
    private static final int BLOCK = 16 << 10;
    private static final int SUM_AT = 12;
    private static final int CHECKED_FROM = 16;

    long end() {
        return at + HEAD + packedLength;
    }

    /** Returns the text as an entry. */
    static byte[] pack(byte[] text, Digest digest, Deflater deflater) {
        deflater.reset();
        deflater.setInput(text);
        deflater.finish();
        ByteArrayOutputStream packed = new ByteArrayOutputStream(BLOCK);
        byte[] block = new byte[BLOCK];
        while (!deflater.finished()) {
            packed.write(block, 0, deflater.deflate(block));
        }
        byte[] body = packed.toByteArray();
        ByteBuffer entry = ByteBuffer.allocate(HEAD + body.length);
        entry.putInt(MARK)
                .putInt(body.length)
                .putInt(text.length)
                .putInt(0)
                .put(digest.bytes())
                .put(body);
        entry.putInt(SUM_AT, checkSum(entry.array()));
        return entry.array();
    }

    private static int checkSum(byte[] entry) {
        CRC32 sum = new CRC32();
        sum.update(entry, 0, SUM_AT);
        sum.update(entry, CHECKED_FROM, entry.length - CHECKED_FROM);
        return (int) sum.getValue();
    }

    /** Reads the entry there and checks it; empty where none stands whole. */
    static Optional<ArchiveEntry> read(FileChannel file, long at) throws IOException {
        Optional<ArchiveEntry> found = head(file, at);
        if (found.isPresent()) {
            ByteBuffer all = ByteBuffer.allocate(HEAD + found.get().packedLength());
            if (full(file, all, at) && checkSum(all.array()) == all.getInt(SUM_AT)) {
                return found;
            }
        }
        return Optional.empty();
    }

    /** Reads the head of the entry there; empty where none stands. */
    static Optional<ArchiveEntry> head(FileChannel file, long at) throws IOException {
        ByteBuffer head = ByteBuffer.allocate(HEAD);
        if (!full(file, head, at) || head.getInt(0) != MARK) {
            return Optional.empty();
        }
        int packed = head.getInt(4);
        int length = head.getInt(8);
        boolean possible = packed >= 0 && length >= 0 && packed <= MOST_BYTES && length <= MOST_BYTES;
        return possible && at + HEAD + packed <= file.size()
                ? Optional.of(new ArchiveEntry(at, packed, length, Digest.of(head.array(), CHECKED_FROM)))
                : Optional.empty();
    }

    /**
     * Returns the text.
     *
     * @throws IOException when the file has changed since: the text is not the one of the hash
     */
    byte[] text(FileChannel file) throws IOException {
        ByteBuffer packed = ByteBuffer.allocate(packedLength);
        byte[] text = new byte[length];
        Inflater inflater = new Inflater();
        try {
            if (full(file, packed, at + HEAD)) {
                inflater.setInput(packed.array());
                int done = inflater.inflate(text);
                if (done == length && Digest.ofText(text).equals(digest)) {
                    return text;
                }
            }
        } catch (DataFormatException e) {
            throw new IOException("the archive is damaged at byte " + at, e);
        } finally {
            inflater.end();
        }
        throw new IOException("the archive is damaged at byte " + at);
    }

    private static boolean full(FileChannel file, ByteBuffer into, long at) throws IOException {
        long from = at;
        while (into.hasRemaining()) {
            int count = file.read(into, from);
            if (count < 0) {
                return false;
            }
            from += count;
        }
        into.flip();
        return true;
    }
}
