package io.xisuan.billing.report;

import io.xisuan.billing.ledger.LedgerEntry;
import io.xisuan.billing.ledger.PostingSet;
import io.xisuan.model.BillingPeriod;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Which entries a report takes: those that count for a day or an earlier one, as far as they were recorded by an instant. Entries are
 * recorded one after another and never earlier than what is there, so neither set ever changes.
 *
 * @param recordedMillis milliseconds since 1970, itself included
 */
public record AsOf(LocalDate effective, long recordedMillis) {
    /** An entry with its two times, whichever format it has. */
    public record Booked(long seq, LocalDate effectiveOn, long recordedAtMillis, PostingSet postings) {}

    /**
     * Returns the entries of a ledger with their times. Those of the first format have none of their own: they take the instant of issue of
     * the invoice that they go with, which stands in it.
     *
     * @param issuedAt the instants of issue of all documents by number
     */
    public static List<Booked> booked(List<LedgerEntry> entries, Map<String, Long> issuedAt) {
        List<Booked> booked = new ArrayList<>();
        for (int i = 0; i < entries.size(); i++) {
            LedgerEntry entry = entries.get(i);
            long recorded = entry.recordedAtMillis().orElse(-1);
            if (recorded < 0) {
                recorded = document(entries, i)
                        .flatMap(number -> Optional.ofNullable(issuedAt.get(number)))
                        .orElse(0L);
            }
            LocalDate day = entry.postings().effectiveOn().orElse(BillingPeriod.dayOf(recorded));
            booked.add(new Booked(entry.seq(), day, recorded, entry.postings()));
        }
        return List.copyOf(booked);
    }

    /** In the first format a supply is followed by the issue of its invoice. */
    private static Optional<String> document(List<LedgerEntry> entries, int at) {
        return entries.subList(at, Math.min(entries.size(), at + 2)).stream()
                .map(LedgerEntry::postings)
                .filter(set -> set.kind().equals("invoice-issued"))
                .map(PostingSet::reference)
                .findFirst();
    }

    /** Returns the entries that a report takes, in order. */
    public List<Booked> of(List<Booked> entries) {
        return entries.stream()
                .filter(entry -> entry.recordedAtMillis() <= recordedMillis
                        && !entry.effectiveOn().isAfter(effective))
                .toList();
    }
}
