package io.xisuan.operator.metering.journal;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** Reads segment files in order and follows the chain through them, a line at a time. */
final class SegmentReader {
    private final RecordLine record = new RecordLine();
    private final ChainHash chain;
    private MerkleTree tree = new MerkleTree(SealSigner.DIGEST);
    private String treeDigest = SealSigner.DIGEST;
    private long first = 1;
    private long tornAt = -1;
    private long length;

    /** Begins with the first segment of a journal. */
    SegmentReader() {
        this(JournalHead.EMPTY);
    }

    /** Begins with the segment that continues this head. */
    SegmentReader(JournalHead after) {
        this.chain = new ChainHash(after);
    }

    /** What takes the records one by one, as they lie in the line. */
    @FunctionalInterface
    interface Lines {
        /** @param offset where in the segment the line begins */
        void take(RecordLine record, long offset);
    }

    /** Returns the segment files of a folder, in order. */
    static List<Path> segments(Path folder) {
        return Segment.in(folder);
    }

    static String name(Path file) {
        return Segment.name(file);
    }

    JournalHead head() {
        return chain.head();
    }

    /** Takes the hash of this name for the trees of the segments to come. */
    void treeOf(String digest) {
        treeDigest = digest;
    }

    /** Returns the tree over the records of the segment read last. */
    MerkleTree tree() {
        return tree;
    }

    /** Returns the number of the first record of the segment read last. */
    long first() {
        return first;
    }

    /** Returns where in the file an incomplete last line begins, or -1 when the segment read last ends with a whole line. */
    long tornAt() {
        return tornAt;
    }

    /** Returns how many bytes the whole lines of the segment read last have. */
    long length() {
        return length;
    }

    /** Reads one segment and returns the first thing wrong in it. An incomplete last line is left to the caller. */
    Optional<Verification.Broken> read(Path file, Consumer<JournalRecord> reader) {
        return walk(file, (line, offset) -> reader.accept(stored(line)));
    }

    /**
     * Returns a line as a record.
     *
     * @throws IllegalArgumentException when its body is no UTF-8
     */
    static JournalRecord stored(RecordLine line) {
        return new JournalRecord(
                line.seq(), line.format(), line.body(), HexFormat.of().formatHex(line.hash()));
    }

    /** As {@link #read}, without a text for each record. */
    Optional<Verification.Broken> walk(Path file, Lines reader) {
        tree = new MerkleTree(treeDigest);
        first = chain.seq() + 1;
        tornAt = -1;
        int line = 0;
        long good = chain.seq();
        try (LineSource lines = LineSource.open(file)) {
            while (lines.next()) {
                line++;
                Optional<String> problem = line == 1 ? firstLine(lines) : line(lines, reader);
                if (problem.isPresent()) {
                    return Optional.of(new Verification.Broken(name(file), line, good + 1, problem.get()));
                }
                good = chain.seq();
            }
            length = lines.end();
            tornAt = lines.torn() || line == 0 ? length : -1;
            return Optional.empty();
        } catch (IOException e) {
            if (name(file).endsWith(Segment.GZIP)) {
                return Optional.of(new Verification.Broken(
                        name(file), line + 1, good + 1, "the compressed segment is damaged: " + e.getMessage()));
            }
            throw new UncheckedIOException(e);
        }
    }

    private Optional<String> firstLine(LineSource lines) {
        String text = new String(lines.bytes(), lines.from(), lines.to() - lines.from(), StandardCharsets.ISO_8859_1);
        return (text + "\n").equals(Segment.firstLine(chain.head()))
                ? Optional.empty()
                : Optional.of("the segment does not continue the one before it");
    }

    private Optional<String> line(LineSource lines, Lines reader) {
        try {
            record.parse(lines.bytes(), lines.from(), lines.to());
            if (record.seq() != chain.seq() + 1) {
                return Optional.of("record %d follows record %d".formatted(record.seq(), chain.seq()));
            }
            chain.next(record.format(), record.bytes(), record.bodyFrom(), record.bodyTo());
            if (!Arrays.equals(chain.hash(), record.hash())) {
                return Optional.of("the hash of record %d does not match its content".formatted(record.seq()));
            }
            tree.add(record.hash());
            reader.take(record, lines.offset());
            return Optional.empty();
        } catch (IllegalArgumentException e) {
            return Optional.of(String.valueOf(e.getMessage()));
        }
    }
}
