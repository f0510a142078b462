package io.xisuan.operator.metering.journal;

import io.xisuan.model.InputException;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Opens what a writer left behind, however it ended. Hours with a seal are taken by seal, length and index; what stands after the last
 * seal is followed record by record. An incomplete last line of segments or seals is removed, and what was not yet sealed or indexed is.
 */
final class SegmentRecovery {
    private static final long LONGEST_LAST_LINE = 1 << 16;

    private final Path folder;
    private final JournalOptions options;
    private final List<HourSeal> seals = new ArrayList<>();
    private JournalHead head = JournalHead.EMPTY;
    private Optional<Open> open = Optional.empty();

    SegmentRecovery(Path folder, JournalOptions options) {
        this.folder = folder;
        this.options = options;
    }

    /** The segment that is appended to. */
    record Open(Path file, SegmentLeaves leaves, long length) {}

    /** A segment without a seal, as it was read. */
    private record Unsealed(Path file, SegmentLeaves leaves, long length, JournalHead last, boolean torn) {}

    JournalHead head() {
        return head;
    }

    List<HourSeal> seals() {
        return seals;
    }

    /** Returns the segment that goes on; empty when the next append begins one. */
    Optional<Open> open() {
        return open;
    }

    /**
     * Brings the folder in order.
     *
     * @throws InputException when a record or seal is damaged, saying where; then no record was changed
     */
    void recover() throws IOException {
        SealFile.Read read = SealFile.read(folder);
        requireOwn(read.seals());
        List<Path> segments = Segment.in(folder);
        if (segments.size() < read.seals().size()) {
            HourSeal missing = read.seals().get(segments.size());
            throw damaged("a segment is missing: %s is sealed, and %d segments are there"
                    .formatted(missing.hour(), segments.size()));
        }
        for (HourSeal seal : read.seals()) {
            sealed(
                    segments.get(seals.size()),
                    seal,
                    seals.size() + 1 == read.seals().size());
        }
        List<Unsealed> rest = unsealed(segments.subList(seals.size(), segments.size()));
        refuseLostTail();
        refuseOtherRecords();
        requireOwnHead(read.seals());
        if (read.torn()) {
            cut(folder.resolve(SealFile.NAME), read.length());
        }
        for (Unsealed segment : rest) {
            mend(segment, segment.equals(rest.get(rest.size() - 1)));
        }
    }

    /** A seal that our own key should have made has to be its. */
    private void requireOwn(List<HourSeal> read) {
        options.signer().map(HeadSigner::seals).ifPresent(signer -> {
            for (int i = 0; i < read.size(); i++) {
                HourSeal seal = read.get(i);
                if (seal.keyId().equals(SealSigner.keyId(signer.publicKey()))
                        && !SealSigner.matches(seal, signer.publicKey())) {
                    throw damaged("%s:%d: the seal of %s is not signed by its key"
                            .formatted(SealFile.NAME, i + 1, seal.hour()));
                }
            }
        });
    }

    /** The index of a compressed hour cannot be held against its last record: where the chain goes on from it, it is read. */
    private void sealed(Path segment, HourSeal seal, boolean last) throws IOException {
        if (Segment.hour(segment) != seal.hourStartMillis() || seal.firstSeq() != head.seq() + 1) {
            throw damaged("%s is not the segment of the sealed hour %s".formatted(Segment.name(segment), seal.hour()));
        }
        boolean unseen = last && segment.toString().endsWith(Segment.GZIP);
        Optional<SegmentIndex> index =
                SegmentIndex.of(segment).filter(found -> !unseen && agrees(segment, found, seal));
        if (index.isPresent()) {
            head = index.get().last();
        } else {
            readAgain(segment, seal);
        }
        seals.add(seal);
    }

    private static boolean agrees(Path segment, SegmentIndex index, HourSeal seal) {
        if (index.firstSeq() != seal.firstSeq() || index.lastSeq() != seal.lastSeq()) {
            return false;
        }
        try (RandomAccessFile file = new RandomAccessFile(segment.toFile(), "r")) {
            return segment.toString().endsWith(Segment.GZIP)
                    ? gzipLength(file) == (int) index.bytes()
                    : file.length() == index.bytes() && endsWith(file, index);
        } catch (IOException e) {
            return false;
        }
    }

    /** Returns the length of what is compressed, modulo 2^32, as RFC 1952 has it at the end. */
    private static int gzipLength(RandomAccessFile file) throws IOException {
        file.seek(file.length() - Integer.BYTES);
        return Integer.reverseBytes(file.readInt());
    }

    private static boolean endsWith(RandomAccessFile file, SegmentIndex index) throws IOException {
        String start = index.lastSeq() + "\t" + EntryCodec.FORMAT + "\t" + index.lastHash() + "\t";
        byte[] tail = new byte[(int) Math.min(file.length(), LONGEST_LAST_LINE)];
        file.seek(file.length() - tail.length);
        file.readFully(tail);
        String text = new String(tail, StandardCharsets.ISO_8859_1);
        return text.endsWith("\n") && text.startsWith(start, text.lastIndexOf('\n', text.length() - 2) + 1);
    }

    private void readAgain(Path segment, HourSeal seal) throws IOException {
        SegmentReader reader = new SegmentReader(head);
        SegmentLeaves leaves = leaves(segment, reader);
        if (reader.tornAt() >= 0
                || reader.head().seq() != seal.lastSeq()
                || !leaves.root().equals(seal.merkleRoot())) {
            throw damaged("%s: its %d records are not those that were sealed, %d to %d"
                    .formatted(Segment.name(segment), leaves.records(), seal.firstSeq(), seal.lastSeq()));
        }
        head = reader.head();
        SegmentIndex.write(segment, leaves, reader.length(), head, options.files());
    }

    private SegmentLeaves leaves(Path segment, SegmentReader reader) {
        SegmentLeaves leaves = new SegmentLeaves(head.seq() + 1);
        reader.walk(
                        segment,
                        (line, offset) -> leaves.add(line.hash(), offset, line.bytes(), line.bodyFrom(), line.bodyTo()))
                .ifPresent(broken -> {
                    throw damaged(broken.message());
                });
        return leaves;
    }

    private List<Unsealed> unsealed(List<Path> segments) {
        List<Unsealed> read = new ArrayList<>();
        for (Path segment : segments) {
            SegmentReader reader = new SegmentReader(head);
            SegmentLeaves leaves = leaves(segment, reader);
            boolean torn = reader.tornAt() >= 0;
            if (read.size() < segments.size() - 1 && (torn || leaves.records() == 0)) {
                throw damaged("%s: %s, and more segments after it"
                        .formatted(Segment.name(segment), torn ? "an incomplete line" : "no record"));
            }
            head = reader.head();
            read.add(new Unsealed(segment, leaves, reader.length(), head, torn));
        }
        return read;
    }

    /** Seals a segment that others follow; of the last, cuts off what is incomplete. */
    private void mend(Unsealed segment, boolean last) throws IOException {
        if (!last) {
            seals.add(seal(folder, segment.file(), segment.leaves(), before(), options));
            SegmentIndex.write(segment.file(), segment.leaves(), segment.length(), segment.last(), options.files());
            return;
        }
        if (segment.length() == 0) {
            Files.delete(segment.file());
            return;
        }
        if (segment.torn()) {
            cut(segment.file(), segment.length());
        }
        open = Optional.of(new Open(segment.file(), segment.leaves(), segment.length()));
    }

    private Optional<HourSeal> before() {
        return seals.isEmpty() ? Optional.empty() : Optional.of(seals.get(seals.size() - 1));
    }

    /** Seals the hour of a segment: nothing is appended to it any more. */
    static HourSeal seal(
            Path folder, Path segment, SegmentLeaves leaves, Optional<HourSeal> before, JournalOptions options)
            throws IOException {
        SealSigner.HourRoot hour = new SealSigner.HourRoot(
                Segment.hour(segment), leaves.firstSeq(), leaves.firstSeq() + leaves.records() - 1, leaves.root());
        HourSeal seal = SealSigner.seal(hour, before, options.signer().map(HeadSigner::seals));
        SealFile.append(folder, seal, options);
        return seal;
    }

    private void cut(Path file, long length) throws IOException {
        try (JournalFiles.Tail tail = options.files().tail(file)) {
            tail.truncate(length);
            tail.force();
        }
    }

    /** A head or a seal that counts more records than there are tells that the end was cut off. */
    private void refuseLostTail() {
        long known = HeadFile.known(folder).map(JournalHead::seq).orElse(0L);
        if (known > head.seq()) {
            throw InputException.of(
                    "the journal in %s ends at record %d, its head says %d: the tail is lost. Restore it from a copy"
                            .formatted(folder, head.seq(), known));
        }
    }

    /**
     * After two seals of our key the head is published with it: a head without its signature was written by somebody else. One that
     * is missing or torn may be what a crash left.
     */
    private void requireOwnHead(List<HourSeal> read) {
        options.signer().map(HeadSigner::seals).map(SealSigner::publicKey).ifPresent(key -> {
            boolean ours = read.size() > 1
                    && read.subList(read.size() - 2, read.size()).stream()
                            .allMatch(seal -> seal.keyId().equals(SealSigner.keyId(key)));
            boolean forged = HeadFile.signed(folder)
                    .filter(found ->
                            !HeadSigner.matches(found.head(), found.signature().orElse(""), key))
                    .isPresent();
            if (ours && forged) {
                throw damaged("%s is not signed by the key of the last seals".formatted(HeadFile.NAME));
            }
        });
    }

    /** The record that the head names is the one it was published for: the chain alone can be calculated anew by anybody. */
    private void refuseOtherRecords() {
        HeadFile.known(folder).filter(known -> known.seq() > 0).ifPresent(known -> {
            String hash = known.seq() == head.seq()
                    ? head.hash()
                    : new SegmentSource(folder)
                            .find(known.seq())
                            .map(JournalRecord::hash)
                            .orElse("");
            if (!hash.equals(known.hash())) {
                throw damaged("record %d is not the one that the head names".formatted(known.seq()));
            }
        });
    }

    private InputException damaged(String problem) {
        return InputException.of("the journal in %s is damaged: %s. Restore it from a copy; nothing was changed"
                .formatted(folder, problem));
    }
}
