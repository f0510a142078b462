package io.xisuan.operator.metering.journal;

import io.xisuan.model.InputException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Keeps the sealed hours of a journal that lies elsewhere, as in a database, as segment files too: the same bytes as a journal in a folder
 * has, each hour's root checked against its seal before the file stands.
 */
public final class SegmentCopy {
    private static final int START_BYTES = 1 << 16;

    private final Path folder;
    private final JournalOptions options;

    /**
     * @param folder where segments, seals and head are kept
     * @param signer signs the head of what is kept; without one it has no signature
     */
    public SegmentCopy(Path folder, Optional<HeadSigner> signer) {
        this.folder = folder;
        this.options = new JournalOptions(true, signer);
    }

    /** Gives the records from one number to another, both included. */
    @FunctionalInterface
    public interface Records {
        void between(long first, long last, Consumer<JournalRecord> reader);
    }

    /**
     * What a call did.
     *
     * @param hours how many hours it wrote
     * @param records how many records they have
     * @param complete whether every seal that was given has its hour there now
     */
    public record Written(int hours, long records, boolean complete) {}

    /**
     * Writes the hours that are not there, in order, each whole.
     *
     * @param mostRecords no further hour is begun once so many records were written
     * @throws InputException when the folder holds another journal, somebody writes one there, or the records are not those that were sealed
     */
    public Written write(Records records, List<HourSeal> seals, long mostRecords) {
        try {
            Files.createDirectories(folder);
            FolderLock lock = JournalLock.take(folder);
            try {
                return missing(records, seals, mostRecords);
            } finally {
                lock.close();
            }
        } catch (IOException e) {
            throw new UncheckedIOException("%s cannot be written".formatted(folder), e);
        }
    }

    private Written missing(Records records, List<HourSeal> seals, long mostRecords) throws IOException {
        int known = SealCopy.known(folder, seals);
        int hours = 0;
        long written = 0;
        for (int i = 0; i < seals.size(); i++) {
            HourSeal seal = seals.get(i);
            if (i < known && isThere(seal)) {
                continue;
            }
            if (written >= mostRecords) {
                return new Written(hours, written, false);
            }
            JournalHead head = hour(records, seal);
            if (i >= known) {
                SealFile.append(folder, seal, options);
            }
            writeHead(head);
            hours++;
            written += seal.records();
        }
        return new Written(hours, written, true);
    }

    private boolean isThere(HourSeal seal) {
        Path plain = Segment.file(folder, seal.hourStartMillis());
        return Files.exists(plain) || Files.exists(plain.resolveSibling(Segment.name(plain) + Segment.GZIP));
    }

    /** The head is the last of the chain that is kept; hours that are filled in before it leave it. */
    private void writeHead(JournalHead head) throws IOException {
        boolean further = HeadFile.known(folder).map(JournalHead::seq).orElse(0L) < head.seq();
        if (further) {
            new HeadFile(head, options.signer().map(by -> by.sign(head))).write(folder, options);
        }
    }

    private JournalHead hour(Records records, HourSeal seal) throws IOException {
        Path file = Segment.file(folder, seal.hourStartMillis());
        Path draft = file.resolveSibling("copying-" + Segment.name(file));
        Files.deleteIfExists(draft);
        JournalHead before = before(records, seal);
        ChainHash chain = new ChainHash(before);
        SegmentLeaves leaves = new SegmentLeaves(seal.firstSeq());
        long length;
        try (JournalFiles.Tail tail = options.files().tail(draft)) {
            Lines lines = new Lines(tail, chain, leaves);
            lines.begin(before);
            records.between(seal.firstSeq(), seal.lastSeq(), lines::add);
            length = lines.end();
        }
        if (chain.seq() != seal.lastSeq() || !leaves.root().equals(seal.merkleRoot())) {
            Files.delete(draft);
            throw InputException.of(
                    "the records of %s are not those that were sealed, %d to %d: see journal verify; %s was left as it is"
                            .formatted(seal.hour(), seal.firstSeq(), seal.lastSeq(), folder));
        }
        Files.move(draft, file, StandardCopyOption.REPLACE_EXISTING);
        options.files().forceFolder(folder);
        SegmentIndex.write(file, leaves, length, chain.head(), options.files());
        return chain.head();
    }

    private static JournalHead before(Records records, HourSeal seal) {
        JournalHead[] before = {JournalHead.EMPTY};
        if (seal.firstSeq() > 1) {
            records.between(
                    seal.firstSeq() - 1,
                    seal.firstSeq() - 1,
                    record -> before[0] = new JournalHead(record.seq(), record.hash()));
        }
        return before[0];
    }

    /** The lines of one segment on their way to the disk. */
    static final class Lines {
        private final JournalFiles.Tail tail;
        private final ChainHash chain;
        private final SegmentLeaves leaves;
        private final CanonicalBytes bytes = new CanonicalBytes(START_BYTES);
        private long written;

        Lines(JournalFiles.Tail tail, ChainHash chain, SegmentLeaves leaves) {
            this.tail = tail;
            this.chain = chain;
            this.leaves = leaves;
        }

        void begin(JournalHead after) {
            bytes.raw(Segment.firstLine(after).getBytes(StandardCharsets.US_ASCII));
        }

        void add(JournalRecord record) {
            byte[] body = record.body().getBytes(StandardCharsets.UTF_8);
            long offset = written + bytes.length();
            chain.next(record.format(), body, 0, body.length);
            leaves.add(chain.hash(), offset, body, 0, body.length);
            bytes.number(record.seq());
            bytes.raw('\t');
            bytes.raw(record.format());
            bytes.raw('\t');
            bytes.raw(HexFormat.of().formatHex(chain.hash()).getBytes(StandardCharsets.US_ASCII));
            bytes.raw('\t');
            bytes.raw(body);
            bytes.raw('\n');
            if (bytes.length() >= START_BYTES) {
                flush();
            }
        }

        private void flush() {
            try {
                tail.write(bytes.bytes(), 0, bytes.length());
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            written += bytes.length();
            bytes.clear();
        }

        long end() throws IOException {
            flush();
            tail.force();
            return written;
        }
    }
}
