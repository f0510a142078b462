package io.xisuan.operator.metering.journal;

import io.xisuan.billing.usage.UsageInterval;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The usage of a journal as it counts: each record of usage, or what two persons put in its place. The earlier record stays where it
 * is, so what was computed up to some record can be computed again: {@link Counted#asOf}.
 */
public final class JournalUsage {
    /** What was said later of a usage: by which record, and how it is now held to have been. */
    public record Correction(long seq, UsageInterval corrected) {}

    /**
     * Usage and the record that it is in.
     *
     * @param usage as it was first recorded
     * @param corrections what was said of it since, in order
     */
    public record Counted(long seq, UsageInterval usage, List<Correction> corrections) {
        public Counted {
            corrections = List.copyOf(corrections);
        }

        /** Returns the usage as the records up to one say it. */
        public UsageInterval asOf(long throughSeq) {
            UsageInterval said = usage;
            for (Correction correction : corrections) {
                if (correction.seq() <= throughSeq) {
                    said = correction.corrected();
                }
            }
            return said;
        }

        /** Returns the usage as it counts now. */
        public UsageInterval latest() {
            return asOf(Long.MAX_VALUE);
        }
    }

    private record First(long seq, UsageInterval usage) {}

    private final List<First> recorded = new ArrayList<>();
    private final Map<String, String> firstOf = new TreeMap<>();
    private final Map<String, List<Correction>> corrections = new TreeMap<>();

    /** Reads all usage of a journal. */
    public static List<Counted> read(JournalSource source) {
        JournalUsage usage = new JournalUsage();
        source.read(usage::take);
        return usage.counted();
    }

    /** Reads all usage of a journal that is open. */
    public static List<Counted> read(UsageJournal journal) {
        JournalUsage usage = new JournalUsage();
        journal.read(usage::take);
        return usage.counted();
    }

    /**
     * Takes the next record.
     *
     * @throws IllegalArgumentException when it cannot be read
     */
    public void take(JournalRecord stored) {
        switch (EntryCodec.decode(stored)) {
            case JournalEntry.Usage entry -> recorded.add(new First(stored.seq(), entry.usage()));
            case JournalEntry.Correction entry -> {
                String first = firstOf.getOrDefault(entry.replaces(), entry.replaces());
                firstOf.put(entry.corrected().id(), first);
                corrections
                        .computeIfAbsent(first, none -> new ArrayList<>())
                        .add(new Correction(stored.seq(), entry.corrected()));
            }
            case JournalEntry.Node entry -> {}
            case JournalEntry.Remark entry -> {}
            case JournalEntry.Closed entry -> {}
            case JournalEntry.PodLost entry -> {}
            case JournalEntry.Found entry -> {}
        }
    }

    /** Returns the usage in the order in which it was first recorded. */
    public List<Counted> counted() {
        return recorded.stream()
                .map(first -> new Counted(
                        first.seq(),
                        first.usage(),
                        corrections.getOrDefault(first.usage().id(), List.of())))
                .toList();
    }
}
