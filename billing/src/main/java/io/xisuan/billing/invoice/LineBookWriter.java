package io.xisuan.billing.invoice;

import io.xisuan.billing.canonical.GrowingMerkleTree;
import io.xisuan.billing.rating.RatedLine;
import io.xisuan.billing.rating.SliceSink;
import io.xisuan.billing.usage.Component;
import io.xisuan.billing.usage.UnbilledReason;
import io.xisuan.billing.usage.UsageInterval;
import io.xisuan.model.ContractId;
import io.xisuan.model.Interval;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.zip.Deflater;
import java.util.zip.GZIPOutputStream;

/**
 * Writes the line book of one contract while its usage is rated: each slice goes into the digest, the Merkle tree and the compressed
 * bytes at once, and is kept nowhere else.
 */
public final class LineBookWriter implements SliceSink {
    private static final int CHUNK_BYTES = 1 << 15;
    private static final int ROW_BYTES = 512;

    private final ContractId contract;
    private final ByteArrayOutputStream kept = new ByteArrayOutputStream();
    private final OutputStream target;
    private final MessageDigest sha256;
    private final GrowingMerkleTree tree = new GrowingMerkleTree();
    private final BookBytes chunk = new BookBytes(CHUNK_BYTES + ROW_BYTES);
    private final List<BookBytes> tails = new ArrayList<>();
    private Optional<UsageInterval> leafOf = Optional.empty();
    private int leafStart;
    private long rows;

    private LineBookWriter(ContractId contract, boolean keeping) {
        this.contract = contract;
        try {
            this.sha256 = MessageDigest.getInstance("SHA-256");
            this.target = keeping ? new Gzip(kept) : OutputStream.nullOutputStream();
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java runtime has SHA-256; this one does not", e);
        } catch (IOException e) {
            throw new UncheckedIOException("Memory takes every byte", e);
        }
        byte[] header = LineBook.HEADER.getBytes(StandardCharsets.US_ASCII);
        chunk.raw(header, header.length);
        leafStart = chunk.length();
    }

    /** Returns a writer of a book that is kept. */
    public static LineBookWriter keeping(ContractId contract) {
        return new LineBookWriter(contract, true);
    }

    /** Returns a writer of a book of which only digest and root are wanted. */
    public static LineBookWriter digesting(ContractId contract) {
        return new LineBookWriter(contract, false);
    }

    @Override
    public void slice(RatedLine line, UsageInterval usage, long fromMillis, long untilMillis, long deviceMillis) {
        row(usage, fromMillis, untilMillis, deviceMillis, tail(line));
    }

    /** Writes the part of usage within the window that was held and not billed. */
    public void unbilled(UsageInterval usage, Interval within, long deviceMillis) {
        UnbilledReason reason = usage.reason().orElseThrow();
        BookBytes tail = new BookBytes(ROW_BYTES);
        tail.field(Component.COMPUTE.name()).comma().comma().field(BookRow.UNBILLED + reason.name());
        tail.comma().comma().number(0).lineEnd();
        row(usage, within.startMillis(), within.endMillis(), deviceMillis, tail);
    }

    private void row(UsageInterval usage, long fromMillis, long untilMillis, long deviceMillis, BookBytes tail) {
        if (leafOf.isEmpty() || !leafOf.get().id().equals(usage.id())) {
            turnTo(usage);
        }
        chunk.comma()
                .number(fromMillis)
                .comma()
                .number(untilMillis)
                .comma()
                .number(deviceMillis)
                .comma();
        chunk.raw(tail);
        rows++;
    }

    private void turnTo(UsageInterval usage) {
        endLeaf();
        leafOf = Optional.of(usage);
        chunk.field(usage.id())
                .comma()
                .field(usage.job().uid())
                .comma()
                .number(usage.attempt())
                .comma();
        chunk.field(usage.site().value())
                .comma()
                .field(usage.node().value())
                .comma()
                .field(usage.lane())
                .comma();
        chunk.field(usage.model().id()).comma().field(usage.evidenceDigest()).lineEnd();
    }

    /** A leaf is the row of a usage interval and those of its slices. */
    private void endLeaf() {
        if (leafOf.isPresent()) {
            tree.add(chunk.bytes(), leafStart, chunk.length() - leafStart - 1);
            leafOf = Optional.empty();
        }
        if (chunk.length() >= CHUNK_BYTES) {
            flush();
        }
        leafStart = chunk.length();
    }

    /** Returns what is the same in all rows of a line. */
    private BookBytes tail(RatedLine line) {
        while (tails.size() <= line.number()) {
            tails.add(NONE_YET);
        }
        BookBytes known = tails.get(line.number());
        if (known.length() > 0) {
            return known;
        }
        BookBytes tail = new BookBytes(ROW_BYTES / 4);
        tail.field(line.key().component().name())
                .comma()
                .field(line.key().tariffVersion())
                .comma();
        tail.field(line.key().tier()).comma().field(line.key().funding()).comma();
        tail.number(line.price().microsPerDeviceHour()).lineEnd();
        tails.set(line.number(), tail);
        return tail;
    }

    private static final BookBytes NONE_YET = new BookBytes(0);

    private void flush() {
        sha256.update(chunk.bytes(), 0, chunk.length());
        try {
            target.write(chunk.bytes(), 0, chunk.length());
        } catch (IOException e) {
            throw new UncheckedIOException("Memory takes every byte", e);
        }
        chunk.clear();
    }

    /** Returns the book; nothing can be written afterwards. */
    public LineBook finished() {
        endLeaf();
        flush();
        try {
            target.close();
        } catch (IOException e) {
            throw new UncheckedIOException("Memory takes every byte", e);
        }
        String digest = HexFormat.of().formatHex(sha256.digest());
        return new LineBook(contract, digest, tree.root(), rows, kept.toByteArray());
    }

    /** Compresses at the fastest level: ids and digests hardly shrink further, and a month has gigabytes of them. */
    private static final class Gzip extends GZIPOutputStream {
        Gzip(OutputStream target) throws IOException {
            super(target, CHUNK_BYTES);
            def.setLevel(Deflater.BEST_SPEED);
        }
    }
}
