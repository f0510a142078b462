package io.xisuan.operator.metering.journal;

import io.xisuan.model.InputException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.PublicKey;
import java.util.Map;
import java.util.Optional;

/** Checks a folder of segments: the chain, each body, the roots and the head; changes nothing. */
public final class JournalVerifier {
    private final Path folder;
    private final Optional<PublicKey> key;
    private final SegmentReader reader = new SegmentReader();
    private Optional<HeadFile> stored = Optional.empty();
    private boolean headSeen;

    private JournalVerifier(Path folder, Optional<PublicKey> key) {
        this.folder = folder;
        this.key = key;
    }

    /**
     * Checks the journal in the folder; with a key its head must be signed by the key's owner.
     *
     * @throws InputException when there is no such folder
     */
    public static Verification verify(Path folder, Optional<PublicKey> key) {
        if (!Files.isDirectory(folder)) {
            throw InputException.of(
                    "%s is no folder; give the folder that holds a journal's segments".formatted(folder));
        }
        return new JournalVerifier(folder, key).verify();
    }

    private Verification verify() {
        try {
            stored = HeadFile.read(folder);
        } catch (IllegalArgumentException e) {
            return new Verification.Broken(HeadFile.NAME, 1, 0, String.valueOf(e.getMessage()));
        }
        headSeen = stored.isEmpty() || stored.get().head().equals(JournalHead.EMPTY);
        Map<String, String> roots = Roots.read(folder);
        for (Path segment : SegmentReader.segments(folder)) {
            Optional<Verification.Broken> broken = segment(segment, roots);
            if (broken.isPresent()) {
                return broken.get();
            }
        }
        if (!roots.isEmpty()) {
            String missing = roots.keySet().iterator().next();
            return new Verification.Broken(missing, 1, reader.head().seq() + 1, "a sealed segment is missing");
        }
        return headProblem()
                .<Verification>map(problem -> problem)
                .orElseGet(() -> new Verification.Sound(
                        reader.head().seq(),
                        reader.head(),
                        stored.flatMap(HeadFile::signature).isPresent()));
    }

    private Optional<Verification.Broken> segment(Path segment, Map<String, String> roots) {
        Optional<Verification.Broken> broken = reader.read(segment, this::check);
        if (broken.isPresent()) {
            return broken;
        }
        String name = SegmentReader.name(segment);
        int line = reader.segmentHashes().size() + 2;
        if (reader.tornAt() >= 0) {
            return Optional.of(new Verification.Broken(
                    name,
                    line,
                    reader.head().seq() + 1,
                    "the last line is incomplete; opening the journal cuts it off"));
        }
        String root = roots.remove(name);
        String own = Roots.line(name, reader.head().seq(), RecordHash.merkleRoot(reader.segmentHashes()));
        return root == null || root.equals(own)
                ? Optional.empty()
                : Optional.of(new Verification.Broken(
                        name, line, reader.head().seq() + 1, "the sealed root does not match the records"));
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
            return key.map(given -> head("the head is missing, so its signature cannot be checked"));
        }
        JournalHead head = stored.get().head();
        if (head.seq() > reader.head().seq()) {
            return Optional.of(head("the head counts %d records, the segments hold %d: the tail is cut off"
                    .formatted(head.seq(), reader.head().seq())));
        }
        if (!headSeen) {
            return Optional.of(head("the head's hash is not that of record %d".formatted(head.seq())));
        }
        boolean signatureFails = key.isPresent()
                && stored.get()
                        .signature()
                        .filter(text -> HeadSigner.matches(head, text, key.get()))
                        .isEmpty();
        return signatureFails ? Optional.of(head("the head is not signed with the given key")) : Optional.empty();
    }

    private Verification.Broken head(String problem) {
        return new Verification.Broken(HeadFile.NAME, 1, reader.head().seq() + 1, problem);
    }
}
