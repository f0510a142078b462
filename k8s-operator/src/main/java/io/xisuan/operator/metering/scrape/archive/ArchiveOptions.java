package io.xisuan.operator.metering.scrape.archive;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Collections;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * What is kept, and for how long.
 *
 * @param folder one file an hour
 * @param keep hours older than this are deleted
 * @param mostBytes of all files; the oldest hours go first
 * @param families the metric families whose lines are kept; empty for whole texts. A text of which lines were left out is
 *     another text: it is found by its own hash
 */
public record ArchiveOptions(Path folder, Duration keep, long mostBytes, SortedSet<String> families) {
    public ArchiveOptions {
        if (!keep.isPositive() || mostBytes < 1) {
            throw new IllegalArgumentException("Nothing can be kept for %s in %d bytes".formatted(keep, mostBytes));
        }
        families = Collections.unmodifiableSortedSet(new TreeSet<>(families));
    }

    /** Returns whole texts for 90 days in at most so many bytes. */
    public static ArchiveOptions standard(Path folder, long mostBytes) {
        return new ArchiveOptions(folder, Duration.ofDays(90), mostBytes, new TreeSet<>());
    }
}
