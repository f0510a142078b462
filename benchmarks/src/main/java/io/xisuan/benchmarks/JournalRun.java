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
    private static final long HOUR_MILLIS = 3_600_000;
    private static final int RECOVERY_RECORDS_OF_BAR = 10_000_000;

    /** So many records are made; more are these again. */
    private static final int DISTINCT = 50_000;

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
        defaults.put("recovery-records", "0");
        defaults.put("hour-records", "250000");
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
        Work work = new Work(
                parameters.count("records", 1, 10_000_000),
                parameters.count("hour-records", 1, 10_000_000),
                parameters.count("batch", 1, 1_000_000),
                new JournalOptions(parameters.flag("fsync"), Optional.empty()));
        int recovered = parameters.count("recovery-records", 0, 100_000_000);
        Work large = recovered == 0 ? work : work.of(recovered);
        List<JournalEntry> entries = entries(Math.min(DISTINCT, large.records()));
        if (!parameters.text("db").isEmpty()) {
            return JournalTableRun.measure(parameters, batches(entries, work), progress);
        }
        Path folder = temporary(parameters.path("folder"));
        try {
            Rounds appends = Rounds.of("append", parameters, () -> rewritten(folder, entries, work), progress);
            Rounds busy = Rounds.ofOneCore("append", parameters, () -> rewritten(folder, entries, work), progress);
            written(folder, entries, large);
            progress.accept("written: %d records".formatted(large.records()));
            long bytes = bytes(folder.resolve("journal"));
            Rounds opens = Rounds.of("open", parameters, () -> opened(folder, work.options()), progress);
            double flushes = bare(folder, bytes * work.batch() / large.records(), parameters, progress);
            return new Measured(
                    List.of(
                            Figure.timed("records-per-second", appends.perSecond(), "1/s", appendBar(work.options())),
                            Figure.timed("records-per-core-second", busy.perSecond(), "1/s", Optional.empty()),
                            Figure.once("bare-records-per-second", flushes * work.batch(), "1/s", Optional.empty()),
                            Figure.once("bytes-per-record", (double) bytes / large.records(), "B", Optional.empty()),
                            Figure.timed("recovery-seconds", opens.secondsEach(), "s", recoveryBar(large.records()))),
                    notes(work, large, folder));
        } finally {
            delete(folder);
        }
    }

    /**
     * What is written.
     *
     * @param hourRecords how many records are recorded in each hour
     * @param batch how many are handed in at once
     */
    private record Work(int records, int hourRecords, int batch, JournalOptions options) {
        Work of(int other) {
            return new Work(other, hourRecords, batch, options);
        }

        /** Returns when a record is recorded. */
        long atMillis(int record) {
            return RECORDED_MILLIS + record / hourRecords * HOUR_MILLIS;
        }
    }

    /** Returns how often a second as many bytes as a group has can be written and flushed by themselves. */
    private static double bare(Path folder, long bytesEach, Parameters parameters, Consumer<String> progress) {
        try (BareFlush flush = BareFlush.of(folder, bytesEach)) {
            return Rounds.of("bare write and flush", parameters, flush::flush, progress)
                    .perSecond()
                    .median();
        }
    }

    private static long bytes(Path folder) {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.toString().endsWith(".journal"))
                    .mapToLong(file -> file.toFile().length())
                    .sum();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Optional<Bar> appendBar(JournalOptions options) {
        return options.fsync() ? Optional.of(Bar.atLeast("200000")) : Optional.empty();
    }

    private static Optional<Bar> recoveryBar(int records) {
        return records >= RECOVERY_RECORDS_OF_BAR ? Optional.of(Bar.atMost("10")) : Optional.empty();
    }

    private static List<String> notes(Work work, Work large, Path folder) {
        try {
            return List.of(
                    "A call opens a fresh journal, appends %d records in groups of %d, closes and deletes it; one thread."
                            .formatted(work.records(), work.batch()),
                    "File system: %s. Where it is kept in memory, durable means nothing."
                            .formatted(Files.getFileStore(folder).type()),
                    "Recovery opens %d records, %d in each sealed hour and up to as many in the last, which is followed record by record."
                            .formatted(large.records(), work.hourRecords()),
                    "bare-records-per-second: groups of the same bytes, written over a file and flushed, without hash, chain or index.");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<JournalEntry> entries(int count) {
        List<JournalEntry> entries = new ArrayList<>(count);
        new SampleMonth(1, count, 1)
                .usage()
                .forEach(usage -> entries.add(new JournalEntry.Usage(usage, Optional.empty())));
        return entries;
    }

    private static List<List<JournalEntry>> batches(List<JournalEntry> entries, Work work) {
        List<List<JournalEntry>> batches = new ArrayList<>();
        for (int from = 0; from < entries.size(); from += work.batch()) {
            batches.add(entries.subList(from, Math.min(entries.size(), from + work.batch())));
        }
        return batches;
    }

    private static long rewritten(Path folder, List<JournalEntry> entries, Work work) {
        long records = written(folder, entries, work);
        delete(folder.resolve("journal"));
        return records;
    }

    private static long written(Path folder, List<JournalEntry> entries, Work work) {
        try (SegmentJournal journal = SegmentJournal.open(folder.resolve("journal"), work.options())) {
            for (int done = 0; done < work.records(); ) {
                int from = done % entries.size();
                int to = Math.min(Math.min(from + work.batch(), entries.size()), from + work.records() - done);
                journal.append(entries.subList(from, to), work.atMillis(done));
                done += to - from;
            }
            return journal.head().seq();
        }
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
