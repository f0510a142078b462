package io.xisuan.benchmarks;

import io.xisuan.billing.store.Store;
import io.xisuan.operator.metering.journal.JournalEntry;
import io.xisuan.operator.metering.journal.postgresql.TableJournal;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** Usage records appended durably to a journal beside a store on PostgreSQL: the part of {@link JournalRun} with {@code --db}. */
final class JournalTableRun {
    private static final long RECORDED_MILLIS = SampleMonth.PERIOD.interval().endMillis();

    private JournalTableRun() {}

    /** Measures in the database that {@code --db} names, whose store this becomes the leader of; what it appends stays there. */
    static Run.Measured measure(Parameters parameters, List<List<JournalEntry>> batches, Consumer<String> progress) {
        String url = parameters.text("db");
        try (Store store = Store.open(url);
                TableJournal journal =
                        TableJournal.open(url, store.mintEpoch("benchmark", RECORDED_MILLIS), Optional.empty())) {
            Rounds appends = Rounds.of("append", parameters, () -> appended(journal, batches), progress);
            Rounds reads = Rounds.of("read", parameters, () -> read(journal, batches), progress);
            return new Run.Measured(
                    List.of(
                            Figure.timed(
                                    "records-per-second",
                                    appends.perSecond(),
                                    "1/s",
                                    Optional.of(Bar.atLeast("20000"))),
                            Figure.timed("read-records-per-second", reads.perSecond(), "1/s", Optional.empty())),
                    List.of(
                            "A call appends all records in their groups, one transaction a group, to a journal that grows; one thread.",
                            "The server's disk and settings decide: synchronous_commit is on.",
                            "Reading follows the chain of as many records from the end."));
        }
    }

    private static long appended(TableJournal journal, List<List<JournalEntry>> batches) {
        long before = journal.head().seq();
        batches.forEach(batch -> journal.append(batch, RECORDED_MILLIS));
        return journal.head().seq() - before;
    }

    private static long read(TableJournal journal, List<List<JournalEntry>> batches) {
        long records = batches.stream().mapToLong(List::size).sum();
        long[] seen = {0};
        journal.readFrom(Math.max(1, journal.head().seq() - records + 1), stored -> seen[0]++);
        return seen[0];
    }
}
