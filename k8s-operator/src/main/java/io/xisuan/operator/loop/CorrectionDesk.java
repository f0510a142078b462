package io.xisuan.operator.loop;

import io.xisuan.billing.store.Store;
import io.xisuan.billing.store.UsageCorrectionBook;
import io.xisuan.billing.usage.UsageInterval;
import io.xisuan.operator.metering.journal.JournalEntry;
import io.xisuan.operator.metering.journal.JournalUsage;
import io.xisuan.operator.metering.journal.UsageJournal;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Records in the journal what two people agreed on about usage: the leader alone writes there. A correction's id follows from its
 * proposal, so one that is in the journal is known again after any restart and recorded once.
 */
final class CorrectionDesk {
    private static final Logger LOG = LoggerFactory.getLogger(CorrectionDesk.class);

    private final UsageCorrectionBook book;
    private final UsageJournal journal;
    private final SortedSet<String> settled = new TreeSet<>();

    CorrectionDesk(Store store, UsageJournal journal) {
        this.book = new UsageCorrectionBook(store);
        this.journal = journal;
    }

    /** Records the approved corrections that the journal does not have yet; the journal is read only when there is one. */
    void record(long nowMillis) {
        List<UsageCorrectionBook.Approved> fresh = fresh();
        if (fresh.isEmpty()) {
            return;
        }
        Map<String, UsageInterval> counting = counting(fresh);
        for (UsageCorrectionBook.Approved approved : fresh()) {
            Optional<UsageInterval> now =
                    Optional.ofNullable(counting.get(approved.correction().usage()));
            Optional<String> refusal = now.map(approved.correction()::refusal)
                    .orElse(Optional.of("no usage with this id counts in the journal"));
            if (refusal.isPresent()) {
                LOG.error("the approved correction {} is not recorded: {}", approved.correction(), refusal.get());
            } else {
                UsageInterval corrected = approved.correction().apply(now.orElseThrow(), approved.id());
                journal.append(List.of(entry(approved, corrected)), nowMillis);
                counting.remove(approved.correction().usage());
                counting.put(corrected.id(), corrected);
            }
            settled.add(approved.id());
        }
    }

    private List<UsageCorrectionBook.Approved> fresh() {
        return book.approved().stream()
                .filter(approved -> !settled.contains(approved.id()))
                .toList();
    }

    /** Returns the usage that the corrections name, as it counts; what is recorded already is settled. */
    private Map<String, UsageInterval> counting(List<UsageCorrectionBook.Approved> fresh) {
        SortedSet<String> wanted = fresh.stream()
                .map(approved -> approved.correction().usage())
                .collect(Collectors.toCollection(TreeSet::new));
        Map<String, UsageInterval> counting = new TreeMap<>();
        for (JournalUsage.Counted counted : JournalUsage.read(journal)) {
            counted.corrections().forEach(said -> settled.add(said.corrected().id()));
            if (wanted.contains(counted.latest().id())) {
                counting.put(counted.latest().id(), counted.latest());
            }
        }
        return counting;
    }

    private static JournalEntry entry(UsageCorrectionBook.Approved approved, UsageInterval corrected) {
        return new JournalEntry.Correction(
                corrected,
                approved.correction().usage(),
                approved.correction().why(),
                approved.proposedBy().name(),
                approved.approvedBy().name());
    }
}
