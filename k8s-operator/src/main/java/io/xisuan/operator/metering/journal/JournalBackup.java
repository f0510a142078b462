package io.xisuan.operator.metering.journal;

import io.xisuan.model.InputException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * A journal as backups keep it: sealed hours once for all of them, in a pool that only grows, and with each backup what no seal covered yet.
 * So an hourly backup writes what is new, and any of them can be put together again.
 */
public final class JournalBackup {
    private static final JournalOptions LOOSE = new JournalOptions(false, Optional.empty());

    private final Path pool;

    /** @param pool the folder of the sealed hours */
    public JournalBackup(Path pool) {
        this.pool = pool;
    }

    /**
     * Where a backup of a journal ends.
     *
     * @param sealedHours how many hours of the pool belong to it
     * @param lastSeal the hash of the last of their seals, which names all before it; empty where there is none
     * @param head its last record
     */
    public record Extent(int sealedHours, Optional<String> lastSeal, JournalHead head) {
        public Extent {
            if (sealedHours < 0 || lastSeal.isPresent() != sealedHours > 0) {
                throw new IllegalArgumentException("%d sealed hours, last seal %s".formatted(sealedHours, lastSeal));
            }
        }
    }

    /** Returns whether the pool is of this journal: what is kept in it is what the journal begins with. */
    public boolean fits(List<HourSeal> seals) {
        List<HourSeal> kept = SealFile.read(pool).seals();
        return kept.size() <= seals.size() && kept.equals(seals.subList(0, kept.size()));
    }

    /**
     * Writes what the pool lacks, and into a backup's own folder what no seal covers yet with the head as it was published. The writer goes on
     * meanwhile: what it adds after this began may be in or not.
     *
     * @throws InputException when the pool holds another journal, or a record is damaged
     */
    public Extent write(JournalSource source, Path own) {
        Optional<PublishedHead> published = source.published();
        OptionalLong hour = source.openHour();
        List<HourSeal> seals = source.seals();
        Optional<HourSeal> last = seals.isEmpty() ? Optional.empty() : Optional.of(seals.getLast());
        new SegmentCopy(pool, Optional.empty()).write(source::readBetween, seals, Long.MAX_VALUE);
        try {
            Files.createDirectories(own);
            JournalHead sealed = last.map(seal -> head(source, seal.lastSeq())).orElse(JournalHead.EMPTY);
            long start =
                    Math.max(hour.orElse(0), last.map(HourSeal::hourEndMillis).orElse(0L));
            JournalHead head = open(source, sealed, Segment.file(own, start));
            published
                    .filter(found -> found.head().seq() > 0 && found.head().seq() <= head.seq())
                    .ifPresent(found -> publish(found, own));
            return new Extent(seals.size(), last.map(HourSeal::hash), head);
        } catch (IOException e) {
            throw new UncheckedIOException("%s cannot be written".formatted(own), e);
        }
    }

    private static JournalHead head(JournalSource source, long seq) {
        return source.find(seq)
                .map(record -> new JournalHead(record.seq(), record.hash()))
                .orElseThrow(
                        () -> InputException.of("%s has a seal up to record %d and not that record: see journal verify"
                                .formatted(source.place(), seq)));
    }

    /** Writes what follows a head into a segment; none is made where nothing follows. */
    private static JournalHead open(JournalSource source, JournalHead after, Path file) throws IOException {
        ChainHash chain = new ChainHash(after);
        try (JournalFiles.Tail tail = JournalFiles.DISK.tail(file)) {
            SegmentCopy.Lines lines = new SegmentCopy.Lines(tail, chain, new SegmentLeaves(after.seq() + 1));
            lines.begin(after);
            source.readFrom(after.seq() + 1, record -> {
                lines.add(record);
                requireSame(source, record, chain.head());
            });
            lines.end();
        }
        if (chain.seq() == after.seq()) {
            Files.delete(file);
        }
        return chain.head();
    }

    private static void requireSame(JournalSource source, JournalRecord record, JournalHead written) {
        if (record.seq() != written.seq() || !record.hash().equals(written.hash())) {
            throw InputException.of("%s: record %d does not follow the one before it: see journal verify"
                    .formatted(source.place(), record.seq()));
        }
    }

    private static void publish(PublishedHead found, Path own) {
        Optional<String> signature = Optional.of(found.signature()).filter(text -> !text.isEmpty());
        try {
            new HeadFile(found.head(), signature).write(own, LOOSE);
        } catch (IOException e) {
            throw new UncheckedIOException("%s cannot be written".formatted(own), e);
        }
    }

    /** Returns the hash of a record of a backup, or empty where it has none of this number. */
    public Optional<String> hash(Path own, Extent extent, long seq) {
        List<HourSeal> seals = seals(extent);
        if (!seals.isEmpty() && seq <= seals.getLast().lastSeq()) {
            return seals.stream()
                    .filter(seal -> seal.firstSeq() <= seq && seq <= seal.lastSeq())
                    .findFirst()
                    .flatMap(seal -> hash(pool, List.of(Segment.file(pool, seal.hourStartMillis())), seq));
        }
        return hash(own, Segment.in(own), seq);
    }

    private static Optional<String> hash(Path folder, List<Path> segments, long seq) {
        List<String> found = new ArrayList<>();
        for (Path segment : segments) {
            new FolderReader(folder).readSegment(segment, record -> {
                if (record.seq() == seq) {
                    found.add(record.hash());
                }
            });
        }
        return found.stream().findFirst();
    }

    /** Returns the names of the pool's files that belong to a backup: later ones are other backups' business. */
    public List<String> segments(Extent extent) {
        return seals(extent).stream()
                .map(seal -> Segment.name(Segment.file(pool, seal.hourStartMillis())))
                .toList();
    }

    /**
     * Follows every record of a backup: its hours of the pool, and its own part.
     *
     * @throws InputException with the first thing that is wrong
     */
    public void verify(Path own, Extent extent) {
        SegmentReader reader = new SegmentReader();
        for (HourSeal seal : seals(extent)) {
            reader.treeOf(seal.digest());
            read(reader, Segment.file(pool, seal.hourStartMillis()));
            boolean same = seal.firstSeq() == reader.first()
                    && seal.lastSeq() == reader.head().seq()
                    && seal.merkleRoot().equals(reader.tree().root());
            if (!same) {
                throw InputException.of(
                        "%s: the records of %s are not those that were sealed".formatted(pool, seal.hour()));
            }
        }
        for (Path segment : Segment.in(own)) {
            read(reader, segment);
        }
        requireEnd(own, extent, reader.head());
    }

    private static void read(SegmentReader reader, Path segment) {
        if (!Files.exists(segment)) {
            throw InputException.of("%s is missing".formatted(segment));
        }
        reader.read(segment, EntryCodec::decode).ifPresent(broken -> {
            throw InputException.of("%s: %s".formatted(segment, broken.message()));
        });
    }

    /** Returns the seals that belong to a backup. */
    private List<HourSeal> seals(Extent extent) {
        List<HourSeal> kept = SealFile.read(pool).seals();
        int count = extent.sealedHours();
        boolean all = kept.size() >= count
                && (count == 0
                        || kept.get(count - 1).hash().equals(extent.lastSeal().orElse("")));
        if (!all) {
            throw InputException.of("%s does not hold the %d sealed hours of this backup".formatted(pool, count));
        }
        return kept.subList(0, count);
    }

    /**
     * Puts a backup's journal together in a new folder, as its writer had it, and reads all of it again.
     *
     * @throws InputException when something is missing or is not what was written; what was made of the folder is to be deleted then
     */
    public void restore(Path own, Extent extent, Path target) {
        List<HourSeal> seals = seals(extent);
        List<Path> sealed = seals.isEmpty() ? List.of() : Segment.in(pool);
        try {
            Files.createDirectories(target);
            for (int i = 0; i < seals.size(); i++) {
                copy(sealed.get(i), target);
                SealFile.append(target, seals.get(i), LOOSE);
            }
            for (Path segment : Segment.in(own)) {
                copy(segment, target);
            }
            if (Files.exists(own.resolve(HeadFile.NAME))) {
                copy(own.resolve(HeadFile.NAME), target);
            }
            durable(target.resolve(SealFile.NAME));
            JournalFiles.DISK.forceFolder(target);
        } catch (IOException e) {
            throw new UncheckedIOException("%s cannot be written".formatted(target), e);
        }
        switch (JournalVerifier.verify(target, Optional.empty())) {
            case Verification.Broken broken ->
                throw InputException.of("what came out of %s is no sound journal: %s".formatted(own, broken.message()));
            case Verification.Sound sound -> requireEnd(own, extent, sound.head());
        }
    }

    private static void requireEnd(Path own, Extent extent, JournalHead found) {
        if (!found.equals(extent.head())) {
            throw InputException.of("the journal of %s ends at record %d (%s), and should at %d (%s)"
                    .formatted(
                            own,
                            found.seq(),
                            found.hash(),
                            extent.head().seq(),
                            extent.head().hash()));
        }
    }

    private static void copy(Path file, Path target) throws IOException {
        Path to = target.resolve(Segment.name(file));
        Files.copy(file, to);
        durable(to);
    }

    private static void durable(Path file) throws IOException {
        if (Files.exists(file)) {
            try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
                channel.force(true);
            }
        }
    }
}
