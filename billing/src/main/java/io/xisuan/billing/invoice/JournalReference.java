package io.xisuan.billing.invoice;

import java.util.Optional;

/**
 * The part of the usage journal that a document was computed from.
 *
 * @param fromSeq the first record, counted from 1
 * @param toSeq the last record, at the cut of the close
 * @param hash the chain hash of the record {@code toSeq}, SHA-256 in hex
 * @param bookDigest SHA-256 in hex over the line book: all priced slices of this document in canonical order
 * @param bookRoot the Merkle root over the rows of that book, SHA-256 in hex; documents of before it was kept have none
 */
public record JournalReference(long fromSeq, long toSeq, String hash, String bookDigest, Optional<String> bookRoot) {
    /** Returns the reference of a document without a root over its book. */
    public JournalReference(long fromSeq, long toSeq, String hash, String bookDigest) {
        this(fromSeq, toSeq, hash, bookDigest, Optional.empty());
    }

    public JournalReference {
        if (fromSeq < 0 || toSeq < fromSeq) {
            throw new IllegalArgumentException("A journal reference runs forward: %d to %d".formatted(fromSeq, toSeq));
        }
    }
}
