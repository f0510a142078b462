package io.xisuan.benchmarks;

import io.xisuan.billing.invoice.CloseInput;
import io.xisuan.billing.invoice.Invoice;
import io.xisuan.billing.invoice.Issuing;
import io.xisuan.billing.invoice.MonthClose;
import io.xisuan.billing.invoice.NumberBook;
import io.xisuan.model.InputException;
import io.xisuan.operator.metering.journal.JournalEntry;
import io.xisuan.operator.metering.journal.JournalOptions;
import io.xisuan.operator.metering.journal.SegmentJournal;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/** The close of a month: from the journal's files to issued documents as JSON, postings and line books. */
final class CloseRun implements Run {
    static final Instant ISSUED = Instant.parse("2026-11-03T02:00:00Z");
    private static final double NANOS_PER_SECOND = 1e9;
    private static final int TENANTS_OF_BAR = 5_000;
    private static final int DEVICES_OF_BAR = 10_000;
    private static final int GROUP = 10_000;

    @Override
    public String name() {
        return "close";
    }

    @Override
    public String about() {
        return "close of a month: the journal's files to numbered invoices as JSON, postings and line books";
    }

    @Override
    public Map<String, String> defaults() {
        Map<String, String> defaults = new LinkedHashMap<>();
        defaults.put("tenants", Integer.toString(TENANTS_OF_BAR));
        defaults.put("devices", Integer.toString(DEVICES_OF_BAR));
        defaults.put("days", "31");
        defaults.put("threads", "2");
        defaults.put("folder", JournalRun.usualFolder());
        return defaults;
    }

    @Override
    public Measured measure(Parameters parameters, Consumer<String> progress) {
        SampleMonth month = RatingRun.month(parameters);
        int threads = parameters.count("threads", 1, 64);
        Path folder = temporary(parameters.path("folder"));
        try {
            long records = written(month, folder.resolve("journal"));
            progress.accept("journal of %d records written".formatted(records));
            ClosedMonth close = new ClosedMonth(month, folder, threads);
            System.gc();
            Heap.forgetMost();
            long started = System.nanoTime();
            long processor = Rounds.processorNanos();
            ClosedMonth.Outcome outcome = close.closed(progress);
            double seconds = (System.nanoTime() - started) / NANOS_PER_SECOND;
            double ofProcessor = (Rounds.processorNanos() - processor) / NANOS_PER_SECOND;
            return new Measured(figures(month, outcome, seconds, ofProcessor), notes(records, outcome, threads));
        } catch (IOException e) {
            throw new NotMeasured("%s cannot be used (--folder): %s".formatted(folder, e.getMessage()));
        } finally {
            JournalRun.delete(folder);
        }
    }

    private static List<Figure> figures(
            SampleMonth month, ClosedMonth.Outcome outcome, double seconds, double processor) {
        boolean ofBar = month.tenants() >= TENANTS_OF_BAR && month.devices() >= DEVICES_OF_BAR && month.days() == 31;
        return List.of(
                Figure.once("close-seconds", seconds, "s", ofBar ? Optional.of(Bar.atMost("30")) : Optional.empty()),
                Figure.once(
                        "memory-mb", Heap.mostMb(), "MB", ofBar ? Optional.of(Bar.atMost("1000")) : Optional.empty()),
                Figure.once("processor-seconds", processor, "s", Optional.empty()),
                Figure.exact("invoices", BigDecimal.valueOf(outcome.invoices()), "", Optional.empty()));
    }

    private static List<String> notes(long records, ClosedMonth.Outcome outcome, int threads) {
        return List.of(
                "%d records of one device and day each: chain checked, decoded, rated with line books, subsidised, drafted,"
                                .formatted(records)
                        + " numbered; JSON and line books are written to files.",
                "%d lines, %d posting sets of the ledger and %d commands to holds; %d MB of JSON, %d MB of line books as gzip."
                        .formatted(
                                outcome.lines(),
                                outcome.postingSets(),
                                outcome.commands(),
                                outcome.jsonBytes() / 1_000_000,
                                outcome.bookBytes() / 1_000_000),
                "%d threads, each with the tenants of its share; one cold run, as a close is.".formatted(threads),
                "Memory is the most heap in use at once, garbage among it; XISUAN_BENCHMARKS_HEAP sets what there is.");
    }

    private static long written(SampleMonth month, Path folder) {
        List<JournalEntry> entries = month.usage().stream()
                .<JournalEntry>map(usage -> new JournalEntry.Usage(usage, Optional.empty()))
                .toList();
        try (SegmentJournal journal = SegmentJournal.open(folder, new JournalOptions(false, Optional.empty()))) {
            for (int from = 0; from < entries.size(); from += GROUP) {
                journal.append(
                        entries.subList(from, Math.min(entries.size(), from + GROUP)),
                        SampleMonth.PERIOD.interval().endMillis());
            }
            return journal.head().seq();
        }
    }

    private static Path temporary(Path parent) {
        try {
            return Files.createTempDirectory(parent, "close-benchmark-");
        } catch (IOException e) {
            throw InputException.of("--folder %s: no folder can be made there".formatted(parent));
        }
    }

    /** Returns the issued invoices of a month. */
    static List<Invoice> invoices(CloseInput input) {
        return Issuing.issue(
                        Issuing.unchanged(MonthClose.close(input).drafts()),
                        NumberBook.fresh(Map.of(SampleMonth.SUPPLIER, "ZW")),
                        ISSUED)
                .invoices();
    }
}
