package io.xisuan.operator.metering.journal;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/**
 * What finds a record of a sealed segment without reading all of it: places of some records, and usage ids. It lies beside the segment
 * and is made again from it whenever it is missing or wrong; what it leads to is always checked against the records.
 *
 * @param bytes how long the segment is, not compressed
 * @param lastHash the hash of its last record in hex
 */
record SegmentIndex(
        Path file, long bytes, long firstSeq, long lastSeq, String lastHash, int bodyFrom, String bodyDigest) {
    static final String SUFFIX = ".index";
    private static final String MAGIC = "xisuan-index 1";
    private static final int CHECK_DIGITS = 16;
    private static final int FIELDS = 8;
    private static final int MOST_HEADER_BYTES = 512;
    private static final long LOWER_HALF = 0xFFFF_FFFFL;

    static Path file(Path segment) {
        return segment.resolveSibling(Segment.stem(segment) + SUFFIX);
    }

    /** Writes the index of a segment. */
    static void write(Path segment, SegmentLeaves leaves, long bytes, JournalHead last, JournalFiles files)
            throws IOException {
        byte[] body = body(leaves);
        String header = String.join(
                "\t",
                MAGIC,
                Segment.stem(segment),
                String.valueOf(bytes),
                String.valueOf(leaves.firstSeq()),
                String.valueOf(last.seq()),
                last.hash(),
                sha256(body));
        byte[] head = (header + "\t" + check(header) + "\n").getBytes(StandardCharsets.US_ASCII);
        byte[] whole = ByteBuffer.allocate(head.length + body.length)
                .put(head)
                .put(body)
                .array();
        files.replace(file(segment), whole, false);
    }

    private static byte[] body(SegmentLeaves leaves) {
        long[] places = leaves.places();
        long[] ids = leaves.ids();
        ByteBuffer body = ByteBuffer.allocate(places.length * Long.BYTES + ids.length * Long.BYTES);
        for (long place : places) {
            body.putLong(place);
        }
        for (long id : ids) {
            body.putLong(id);
        }
        return body.array();
    }

    /** Reads the first line of a segment's index; empty when it is missing or not this segment's. */
    static Optional<SegmentIndex> of(Path segment) throws IOException {
        Path file = file(segment);
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        byte[] start = new byte[MOST_HEADER_BYTES];
        int read;
        try (RandomAccessFile in = new RandomAccessFile(file.toFile(), "r")) {
            read = Math.max(0, in.read(start));
        }
        String text = new String(start, 0, read, StandardCharsets.ISO_8859_1);
        int end = text.indexOf('\n');
        String[] fields = end < 0 ? new String[0] : text.substring(0, end).split("\t", -1);
        if (fields.length != FIELDS
                || !fields[0].equals(MAGIC)
                || !fields[1].equals(Segment.stem(segment))
                || !fields[FIELDS - 1].equals(check(text.substring(0, end - CHECK_DIGITS - 1)))) {
            return Optional.empty();
        }
        return Optional.of(new SegmentIndex(
                file,
                Long.parseLong(fields[2]),
                Long.parseLong(fields[3]),
                Long.parseLong(fields[4]),
                fields[5],
                end + 1,
                fields[6]));
    }

    /** Returns what the index holds when its bytes are as they were written. */
    Optional<Body> read() throws IOException {
        byte[] all = Files.readAllBytes(file);
        byte[] body = Arrays.copyOfRange(all, bodyFrom, all.length);
        return sha256(body).equals(bodyDigest) ? Optional.of(new Body(ByteBuffer.wrap(body), this)) : Optional.empty();
    }

    JournalHead last() {
        return new JournalHead(lastSeq, lastHash);
    }

    private static String check(String header) {
        return sha256(header.getBytes(StandardCharsets.US_ASCII)).substring(0, CHECK_DIGITS);
    }

    private static String sha256(byte[] bytes) {
        return HexFormat.of().formatHex(RecordHash.digest(SealSigner.DIGEST).digest(bytes));
    }

    /** The places and ids of an index. */
    record Body(ByteBuffer bytes, SegmentIndex index) {
        private int places() {
            long records = index.lastSeq - index.firstSeq + 1;
            return Math.toIntExact((records + SegmentLeaves.STRIDE - 1) / SegmentLeaves.STRIDE);
        }

        /** Returns the number of a record at or before the given one whose place is kept. */
        long kept(long seq) {
            return seq - (seq - index.firstSeq) % SegmentLeaves.STRIDE;
        }

        /** Returns where the line of the record {@link #kept} begins. */
        long place(long seq) {
            return bytes.getLong(Math.toIntExact((seq - index.firstSeq) / SegmentLeaves.STRIDE) * Long.BYTES);
        }

        /** Returns the records that may have this usage id. */
        List<Long> candidates(String id) {
            long wanted = SegmentLeaves.idHash(id);
            int from = places() * Long.BYTES;
            int low = 0;
            int high = (bytes.capacity() - from) / Long.BYTES;
            int count = high;
            while (low < high) {
                int middle = (low + high) >>> 1;
                if (bytes.getLong(from + middle * Long.BYTES) < wanted) {
                    low = middle + 1;
                } else {
                    high = middle;
                }
            }
            List<Long> found = new ArrayList<>();
            for (int at = low; at < count && (bytes.getLong(from + at * Long.BYTES) & ~LOWER_HALF) == wanted; at++) {
                found.add(index.firstSeq + (bytes.getLong(from + at * Long.BYTES) & LOWER_HALF));
            }
            return found;
        }
    }
}
