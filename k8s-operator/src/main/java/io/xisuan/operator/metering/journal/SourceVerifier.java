package io.xisuan.operator.metering.journal;

import io.xisuan.model.InputException;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/** Checks a journal by what its source gives: each record follows the one before it and is canonical, each hour is what was sealed. */
final class SourceVerifier {
    private final JournalSource journal;
    private final JournalVerifier.Terms terms;
    private final List<HourSeal> seals;
    private final Optional<PublishedHead> published;
    private boolean headSeen;
    private int sealed;
    private MerkleTree tree;
    private long last;

    SourceVerifier(JournalSource journal, JournalVerifier.Terms terms) {
        this.journal = journal;
        this.terms = terms;
        this.seals = journal.seals();
        this.published = journal.published();
        this.tree = new MerkleTree(SealSigner.DIGEST);
    }

    Verification verify() {
        try {
            for (int i = 0; i < seals.size(); i++) {
                require(i);
            }
            if (seals.size() < terms.keptSeals().size()) {
                throw new IllegalArgumentException("a seal that was kept elsewhere is missing");
            }
            requireSignedHead();
            journal.read(this::take);
            if (published.isPresent() && published.get().head().seq() > 0 && !headSeen) {
                throw new IllegalArgumentException("record %d is not the one that the published head names"
                        .formatted(published.get().head().seq()));
            }
            if (sealed < seals.size()) {
                throw new IllegalArgumentException("records of the sealed hour %s are missing"
                        .formatted(seals.get(sealed).hour()));
            }
        } catch (InputException | IllegalArgumentException wrong) {
            return new Verification.Broken(journal.place(), 1, last + 1, String.valueOf(wrong.getMessage()));
        }
        return new Verification.Sound(last, journal.head(), published.isPresent(), sealed);
    }

    /** With a key the head has to be there and signed with it: the seals end where the last hour that is over does. */
    private void requireSignedHead() {
        boolean signed = published.filter(head -> head.signedBy(terms.keys())).isPresent();
        if (!terms.keys().isEmpty() && !signed && !journal.head().equals(JournalHead.EMPTY)) {
            throw new IllegalArgumentException(
                    published.isPresent()
                            ? "the published head is not signed with the given key"
                            : "the published head is missing, so its signature cannot be checked");
        }
    }

    private void require(int index) {
        HourSeal seal = seals.get(index);
        Optional<HourSeal> before = index == 0 ? Optional.empty() : Optional.of(seals.get(index - 1));
        seal.breach(before).ifPresent(breach -> {
            throw new IllegalArgumentException(breach);
        });
        if (index < terms.keptSeals().size() && !seal.equals(terms.keptSeals().get(index))) {
            throw new IllegalArgumentException(
                    "the seal of %s is not the one that was kept elsewhere".formatted(seal.hour()));
        }
        if (!terms.keys().isEmpty() && terms.keys().stream().noneMatch(key -> SealSigner.matches(seal, key))) {
            throw new IllegalArgumentException(
                    "the seal of %s is not signed with the given key".formatted(seal.hour()));
        }
    }

    private void take(JournalRecord record) {
        if (!EntryCodec.encode(EntryCodec.decode(record)).equals(record.body())) {
            throw new IllegalArgumentException("the body of record %d is not canonical".formatted(record.seq()));
        }
        tree.add(HexFormat.of().parseHex(record.hash()));
        if (sealed < seals.size() && record.seq() == seals.get(sealed).lastSeq()) {
            if (!tree.root().equals(seals.get(sealed).merkleRoot())) {
                throw new IllegalArgumentException("the records are not those that were sealed for %s"
                        .formatted(seals.get(sealed).hour()));
            }
            sealed++;
            tree = new MerkleTree(sealed < seals.size() ? seals.get(sealed).digest() : SealSigner.DIGEST);
        }
        headSeen |= published
                .filter(head -> head.head().equals(new JournalHead(record.seq(), record.hash())))
                .isPresent();
        last = record.seq();
    }
}
