package io.xisuan.benchmarks;

import io.xisuan.operator.metering.journal.JournalEntry;
import io.xisuan.operator.metering.journal.JournalOptions;
import io.xisuan.operator.metering.journal.SegmentJournal;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** Usage records appended durably to a journal in segment files, and a journal opened again. */
final class JournalRun implements Run {
    private static final long RECORDED_MILLIS = SampleMonth.PERIOD.interval().endMillis();
    private static final int RECOVERY_RECORDS_OF_BAR = 10_000_000;

    @Override
    public String name() {
        return "journal";
    }

    @Override
    public String about() {
        return "usage records appended a second to the hash-chained journal, and the time to open it again";
    }

    @Override
    public Map<String, String> defaults() {
        Map<String, String> defaults = new LinkedHashMap<>();
        defaults.put("records", "50000");
        defaults.put("batch", "1000");
        defaults.put("fsync", "true");
        defaults.put("folder", usualFolder());
        defaults.put("db", "");
        defaults.putAll(Rounds.DEFAULTS);
        return defaults;
    }

    static String usualFolder() {
        Path built = Path.of(System.getProperty("xisuan.home", ".")).resolve("benchmarks/target");
        return Files.isDirectory(built)
                ? built.toAbsolutePath().normalize().toString()
                : System.getProperty("java.io.tmpdir", ".");
    }

    @Override
    public Measured measure(Parameters parameters, Consumer<String> progress) {
        int records = parameters.count("records", 1, 10_000_000);
        int batch = parameters.count("batch", 1, 1_000_000);
        JournalOptions options = new JournalOptions(parameters.flag("fsync"), Optional.empty());
        List<List<JournalEntry>> batches = batches(records, batch);
        if (!parameters.text("db").isEmpty()) {
            return JournalTableRun.measure(parameters, batches, progress);
        }
        Path folder = temporary(parameters.path("folder"));
        try {
            Rounds appends = Rounds.of("append", parameters, () -> written(folder, batches, options, true), progress);
            written(folder, batches, options, false);
            Rounds opens = Rounds.of("open", parameters, () -> opened(folder, options), progress);
            return new Measured(
                    List.of(
                            Figure.timed("records-per-second", appends.perSecond(), "1/s", appendBar(options)),
                            Figure.timed("recovery-seconds", opens.secondsEach(), "s", recoveryBar(records))),
                    notes(records, batch, folder));
        } finally {
            delete(folder);
        }
    }

    private static Optional<Bar> appendBar(JournalOptions options) {
        return options.fsync() ? Optional.of(Bar.atLeast("200000")) : Optional.empty();
    }

    private static Optional<Bar> recoveryBar(int records) {
        return records >= RECOVERY_RECORDS_OF_BAR ? Optional.of(Bar.atMost("10")) : Optional.empty();
    }

    private static List<String> notes(int records, int batch, Path folder) {
        try {
            return List.of(
                    "A call opens a fresh journal, appends %d records in groups of %d, closes and deletes it; one thread."
                            .formatted(records, batch),
                    "File system: %s. Where it is kept in memory, durable means nothing."
                            .formatted(Files.getFileStore(folder).type()),
                    "Recovery follows the whole chain of %d records.".formatted(records));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<List<JournalEntry>> batches(int records, int batch) {
        List<JournalEntry> entries = new ArrayList<>(records);
        new SampleMonth(1, records, 1)
                .usage()
                .forEach(usage -> entries.add(new JournalEntry.Usage(usage, Optional.empty())));
        List<List<JournalEntry>> batches = new ArrayList<>();
        for (int from = 0; from < records; from += batch) {
            batches.add(entries.subList(from, Math.min(records, from + batch)));
        }
        return batches;
    }

    private static long written(
            Path folder, List<List<JournalEntry>> batches, JournalOptions options, boolean deleted) {
        Path own = folder.resolve("journal");
        long records;
        try (SegmentJournal journal = SegmentJournal.open(own, options)) {
            batches.forEach(batch -> journal.append(batch, RECORDED_MILLIS));
            records = journal.head().seq();
        }
        if (deleted) {
            delete(own);
        }
        return records;
    }

    private static long opened(Path folder, JournalOptions options) {
        try (SegmentJournal journal = SegmentJournal.open(folder.resolve("journal"), options)) {
            return Math.min(1, journal.head().seq());
        }
    }

    private static Path temporary(Path parent) {
        try {
            return Files.createTempDirectory(parent, "journal-benchmark-");
        } catch (IOException e) {
            throw new NotMeasured("no folder can be made in %s (--folder): %s".formatted(parent, e.getMessage()));
        }
    }

    static void delete(Path folder) {
        try (Stream<Path> paths = Files.walk(folder)) {
            for (Path path : paths.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
