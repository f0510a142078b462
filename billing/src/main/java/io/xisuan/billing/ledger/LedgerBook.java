package io.xisuan.billing.ledger;

import io.xisuan.model.InputException;
import io.xisuan.model.Money;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/** The books: entries in one chain, and the balances that follow from them. One writer owns a book. */
public final class LedgerBook {
    /** The first entry that is not as it was written. */
    public record Broken(long seq, String problem) {}

    private final List<LedgerEntry> entries = new ArrayList<>();
    private final SortedMap<String, Money> balances = new TreeMap<>();
    private final Set<String> references = new HashSet<>();

    /** Returns an empty book. */
    public LedgerBook() {}

    /**
     * Returns the book of stored entries.
     *
     * @throws InputException naming the first entry that is not as it was written
     */
    public static LedgerBook of(List<LedgerEntry> stored) {
        verify(stored).ifPresent(broken -> {
            throw InputException.of("Ledger entry %d: %s".formatted(broken.seq(), broken.problem()));
        });
        LedgerBook book = new LedgerBook();
        stored.forEach(book::add);
        return book;
    }

    /**
     * Appends a posting set that names its effective day.
     *
     * @param nowMillis when it is written; an entry is never recorded before the one before it
     * @throws IllegalArgumentException when this kind and reference was posted before
     */
    public LedgerEntry append(PostingSet postings, long nowMillis) {
        if (!references.add(referenceOf(postings))) {
            throw new IllegalArgumentException(
                    "%s %s is in the books already".formatted(postings.kind(), postings.reference()));
        }
        long at = entries.isEmpty()
                ? nowMillis
                : Math.max(nowMillis, entries.getLast().recordedAtMillis().orElse(nowMillis));
        LedgerEntry entry = LedgerEntry.after(headHash(), entries.size() + 1L, OptionalLong.of(at), postings);
        add(entry);
        return entry;
    }

    public List<LedgerEntry> entries() {
        return List.copyOf(entries);
    }

    /** Returns the hash of the last entry: what is signed and exported, since a chain cannot see its own tail cut off. */
    public String headHash() {
        return entries.isEmpty() ? LedgerEntry.GENESIS : entries.getLast().hash();
    }

    /** Returns the balance of an account: debits positive. */
    public Money balance(String account) {
        return balances.getOrDefault(account, Money.ZERO);
    }

    /** Returns all balances by account, as a copy; together they are zero. */
    public SortedMap<String, Money> balances() {
        return new TreeMap<>(balances);
    }

    /** Returns the first entry whose number, text or hash is wrong, or empty when all are right. */
    public static Optional<Broken> verify(List<LedgerEntry> entries) {
        String previous = LedgerEntry.GENESIS;
        long recorded = Long.MIN_VALUE;
        long seq = 1;
        for (LedgerEntry entry : entries) {
            if (entry.seq() != seq) {
                return Optional.of(new Broken(seq, "is numbered %d".formatted(entry.seq())));
            }
            if (!entry.body().equals(entry.postings().body(seq, entry.recordedAtMillis()))) {
                return Optional.of(new Broken(seq, "its text and its postings differ"));
            }
            if (!entry.hash().equals(LedgerEntry.hash(previous, entry.body()))) {
                return Optional.of(new Broken(seq, "its hash does not follow from the entry before it"));
            }
            if (entry.recordedAtMillis().orElse(recorded) < recorded) {
                return Optional.of(new Broken(seq, "was recorded before the entry before it"));
            }
            recorded = entry.recordedAtMillis().orElse(recorded);
            previous = entry.hash();
            seq++;
        }
        return Optional.empty();
    }

    private void add(LedgerEntry entry) {
        entries.add(entry);
        references.add(referenceOf(entry.postings()));
        for (Posting posting : entry.postings().postings()) {
            balances.merge(posting.account(), posting.amount(), Money::plus);
        }
    }

    private static String referenceOf(PostingSet postings) {
        return postings.kind() + "\n" + postings.reference();
    }
}
