package io.xisuan.operator.metering.live;

import io.xisuan.billing.usage.AttemptKey;
import io.xisuan.billing.usage.UsageInterval;
import io.xisuan.operator.metering.journal.EntryCodec;
import io.xisuan.operator.metering.journal.JournalEntry;
import io.xisuan.operator.metering.journal.JournalOptions;
import io.xisuan.operator.metering.journal.SegmentJournal;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * An operator's loop around a meter over one history: it looks, makes closings durable, releases finalizers, and dies now and
 * then between any two of these, or within an append.
 */
final class MeterRun {
    private static final JournalOptions FAST = new JournalOptions(false, Optional.empty());

    private final GangHistory history;
    private final Path folder;
    private final TreeSet<AttemptKey> stored = new TreeSet<>();
    private final TreeSet<String> released = new TreeSet<>();
    private final TreeMap<AttemptKey, List<UsageInterval>> closings = new TreeMap<>();
    private SegmentJournal journal;
    private LiveMeter meter;
    private int restarts;

    MeterRun(GangHistory history, Path folder) {
        this.history = history;
        this.folder = folder;
        this.journal = SegmentJournal.open(folder, FAST);
        this.meter = restore();
    }

    private LiveMeter restore() {
        return LiveMeter.restore(
                journal,
                history.attempts().stream()
                        .filter(attempt -> !stored.contains(attempt.key()))
                        .toList(),
                MeterRules.standard());
    }

    /** Looks every so often until all is over; dies with the given chance at each of the places where it can. */
    MeterRun until(long endMillis, int deathPerMille, SplittableRandom random) {
        long now = GangHistory.START;
        while (now < endMillis) {
            now += random.nextInt(20) == 0 ? random.nextLong(30 * 3_600_000) : 1 + random.nextLong(2_700_000);
            look(now, deathPerMille, random);
        }
        for (int more = 1; more <= 3; more++) {
            look(now + more * 600_000L, 0, random);
        }
        return this;
    }

    private void look(long now, int deathPerMille, SplittableRandom random) {
        if (random.nextInt(1000) < deathPerMille) {
            die();
        }
        long before = size();
        MeterStep step = meter.observe(history.at(now, released), now);
        if (random.nextInt(1000) < deathPerMille) {
            tear(before, random);
            return;
        }
        for (ClosedAttempt closed : step.closed()) {
            stored.add(closed.attempt());
            closings.put(closed.attempt(), closed.usage());
            meter.forget(closed.attempt());
            if (random.nextInt(1000) < deathPerMille) {
                die();
                return;
            }
        }
        step.finalizersReleasable().forEach(pod -> {
            if (random.nextInt(1000) >= deathPerMille) {
                released.add(pod.uid());
            }
        });
    }

    private void die() {
        restarts++;
        journal = SegmentJournal.open(folder, FAST);
        meter = restore();
    }

    /** Cuts the last append anywhere, as a loss of power may, and starts again. */
    private void tear(long before, SplittableRandom random) {
        long after = size();
        try {
            Optional<Path> last = segments().reduce((one, other) -> other);
            if (last.isPresent() && after > before) {
                long lost = random.nextLong(after - before);
                try (FileChannel channel = FileChannel.open(last.get(), StandardOpenOption.WRITE)) {
                    channel.truncate(Math.max(0, channel.size() - lost));
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        die();
    }

    private long size() {
        return segments()
                .mapToLong(segment -> {
                    try {
                        return Files.size(segment);
                    } catch (IOException e) {
                        throw new UncheckedIOException(e);
                    }
                })
                .sum();
    }

    private Stream<Path> segments() {
        try (Stream<Path> files = Files.list(folder)) {
            return files
                    .filter(file -> !file.getFileName().toString().endsWith(".json")
                            && file.getFileName().toString().startsWith("usage-"))
                    .sorted()
                    .toList()
                    .stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Returns the bodies of all records as they are stored, without their places in the chain. */
    List<String> bodies() {
        List<String> bodies = new ArrayList<>();
        journal.read(record -> bodies.add(record.body()));
        return bodies;
    }

    List<UsageInterval> usage() {
        List<UsageInterval> usage = new ArrayList<>();
        journal.read(record -> {
            if (EntryCodec.decode(record) instanceof JournalEntry.Usage entry) {
                usage.add(entry.usage());
            }
        });
        return usage;
    }

    /** Returns the usage with which each attempt was closed. */
    Map<AttemptKey, List<UsageInterval>> closings() {
        return closings;
    }

    Set<String> released() {
        return released;
    }

    int restarts() {
        return restarts;
    }
}
