package io.xisuan.operator.metering.journal;

import io.xisuan.model.InputException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.PublicKey;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Checks a folder of segments: the chain, each body, the seals and their signatures, and the head; changes nothing. */
public final class JournalVerifier {
    private final Path folder;
    private final Terms terms;
    private final SegmentReader reader = new SegmentReader();
    private List<HourSeal> seals = List.of();
    private int sealed;
    private Optional<HeadFile> stored = Optional.empty();
    private boolean headSeen;

    private JournalVerifier(Path folder, Terms terms) {
        this.folder = folder;
        this.terms = terms;
    }

    /**
     * What a journal has to agree with.
     *
     * @param keys whose signatures count: the head and every seal must have one of theirs; empty when signatures are not checked
     * @param keptSeals seals that were kept elsewhere: the journal must have them, as they are
     */
    public record Terms(List<PublicKey> keys, List<HourSeal> keptSeals) {
        public Terms {
            keys = List.copyOf(keys);
            keptSeals = List.copyOf(keptSeals);
        }
    }

    /**
     * Checks the journal in the folder; with a key its head and seals must be signed by the key's owner.
     *
     * @throws InputException when there is no such folder
     */
    public static Verification verify(Path folder, Optional<PublicKey> key) {
        return verify(folder, new Terms(key.map(List::of).orElse(List.of()), List.of()));
    }

    /** As {@link #verify(Path, Optional)}, with all that is known of the journal. */
    public static Verification verify(Path folder, Terms terms) {
        if (!Files.isDirectory(folder)) {
            throw InputException.of(
                    "%s is no folder; give the folder that holds a journal's segments".formatted(folder));
        }
        return new JournalVerifier(folder, terms).verify();
    }

    private Verification verify() {
        try {
            stored = HeadFile.read(folder);
        } catch (IllegalArgumentException e) {
            return new Verification.Broken(HeadFile.NAME, 1, 0, String.valueOf(e.getMessage()));
        }
        headSeen = stored.isEmpty() || stored.get().head().equals(JournalHead.EMPTY);
        Optional<Verification.Broken> broken = readSeals().or(this::segments).or(this::headProblem);
        return broken.<Verification>map(problem -> problem)
                .orElseGet(() -> new Verification.Sound(
                        reader.head().seq(),
                        reader.head(),
                        stored.flatMap(HeadFile::signature).isPresent(),
                        sealed));
    }

    private Optional<Verification.Broken> readSeals() {
        SealFile.Read read;
        try {
            read = SealFile.read(folder);
        } catch (InputException e) {
            return Optional.of(new Verification.Broken(SealFile.NAME, 1, 1, String.valueOf(e.getMessage())));
        }
        seals = read.seals();
        if (read.torn()) {
            return Optional.of(seal(seals.size(), "the last line is incomplete; opening the journal makes it whole"));
        }
        for (int i = 0; i < terms.keptSeals().size(); i++) {
            if (i >= seals.size() || !seals.get(i).equals(terms.keptSeals().get(i))) {
                return Optional.of(seal(i, "the seal is not the one that was kept elsewhere"));
            }
        }
        for (int i = 0; i < seals.size(); i++) {
            HourSeal seal = seals.get(i);
            if (!terms.keys().isEmpty() && terms.keys().stream().noneMatch(key -> SealSigner.matches(seal, key))) {
                return Optional.of(seal(i, "the seal of %s is not signed with the given key".formatted(seal.hour())));
            }
        }
        return Optional.empty();
    }

    private Verification.Broken seal(int index, String problem) {
        long record = index < seals.size()
                ? seals.get(index).firstSeq()
                : reader.head().seq() + 1;
        return new Verification.Broken(SealFile.NAME, index + 1, record, problem);
    }

    private Optional<Verification.Broken> segments() {
        Map<String, String> roots = Roots.read(folder);
        List<Path> segments = SegmentReader.segments(folder);
        for (int i = 0; i < segments.size(); i++) {
            Optional<Verification.Broken> broken = segment(segments.get(i), i == segments.size() - 1, roots);
            if (broken.isPresent()) {
                return broken;
            }
        }
        if (sealed < seals.size()) {
            return Optional.of(seal(sealed, "the segment of this sealed hour is missing"));
        }
        if (!roots.isEmpty()) {
            String missing = roots.keySet().iterator().next();
            return Optional.of(
                    new Verification.Broken(missing, 1, reader.head().seq() + 1, "a sealed segment is missing"));
        }
        return Optional.empty();
    }

    private Optional<Verification.Broken> segment(Path segment, boolean last, Map<String, String> roots) {
        reader.treeOf(sealed < seals.size() ? seals.get(sealed).digest() : SealSigner.DIGEST);
        Optional<Verification.Broken> broken = reader.read(segment, this::check);
        if (broken.isPresent()) {
            return broken;
        }
        if (reader.tornAt() >= 0) {
            return Optional.of(broken(segment, "the last line is incomplete; opening the journal cuts it off"));
        }
        String name = Segment.stem(segment) + Segment.SUFFIX;
        String root = roots.remove(name);
        if (root != null
                && !root.equals(
                        Roots.line(name, reader.head().seq(), reader.tree().root()))) {
            return Optional.of(broken(segment, "the sealed root does not match the records"));
        }
        return sealProblem(segment, last).map(problem -> broken(segment, problem));
    }

    private Optional<String> sealProblem(Path segment, boolean last) {
        if (sealed == seals.size()) {
            return last || Segment.ofDay(segment)
                    ? Optional.empty()
                    : Optional.of("the hour is over and not sealed; opening the journal seals it");
        }
        HourSeal seal = seals.get(sealed++);
        boolean same = seal.hourStartMillis() == Segment.hour(segment)
                && seal.firstSeq() == reader.first()
                && seal.lastSeq() == reader.head().seq()
                && seal.merkleRoot().equals(reader.tree().root());
        return same
                ? Optional.empty()
                : Optional.of("the records are not those that were sealed for %s, %d to %d"
                        .formatted(seal.hour(), seal.firstSeq(), seal.lastSeq()));
    }

    private Verification.Broken broken(Path segment, String problem) {
        int line = Math.toIntExact(reader.tree().leaves() + 2);
        return new Verification.Broken(
                Segment.name(segment), line, reader.head().seq() + 1, problem);
    }

    private void check(JournalRecord record) {
        String again = EntryCodec.encode(EntryCodec.decode(record));
        if (!again.equals(record.body())) {
            throw new IllegalArgumentException("the body of record %d is not canonical".formatted(record.seq()));
        }
        headSeen |= stored.map(HeadFile::head)
                .filter(new JournalHead(record.seq(), record.hash())::equals)
                .isPresent();
    }

    private Optional<Verification.Broken> headProblem() {
        if (stored.isEmpty()) {
            return terms.keys().isEmpty()
                    ? Optional.empty()
                    : Optional.of(head("the head is missing, so its signature cannot be checked"));
        }
        JournalHead head = stored.get().head();
        if (head.seq() > reader.head().seq()) {
            return Optional.of(head("the head counts %d records, the segments hold %d: the tail is cut off"
                    .formatted(head.seq(), reader.head().seq())));
        }
        if (!headSeen) {
            return Optional.of(head("the head's hash is not that of record %d".formatted(head.seq())));
        }
        Optional<String> signature = stored.get().signature();
        boolean signed = signature.isPresent()
                && terms.keys().stream().anyMatch(key -> HeadSigner.matches(head, signature.get(), key));
        return signed || terms.keys().isEmpty()
                ? Optional.empty()
                : Optional.of(head("the head is not signed with the given key"));
    }

    private Verification.Broken head(String problem) {
        return new Verification.Broken(HeadFile.NAME, 1, reader.head().seq() + 1, problem);
    }
}
