package io.xisuan.operator.metering.journal;

import io.xisuan.model.InputException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * One segment file, by its name: the records that were recorded in one hour of UTC. A first line names the hash that it continues, then
 * comes a line for each record: number, format, hash and body, separated by tabs.
 *
 * <p>An older program wrote one for each billing day; its records count as recorded in the day's last hour.
 */
final class Segment {
    static final String PREFIX = "usage-";
    static final String SUFFIX = ".journal";
    static final String GZIP = ".gz";

    private static final String MAGIC = "xisuan-journal 1 after ";
    private static final DateTimeFormatter HOUR =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH", Locale.ROOT).withZone(ZoneOffset.UTC);
    private static final int DAY_DIGITS = "2026-10-05".length();

    /** A billing day of Beijing ends at 16:00 of UTC. */
    private static final Duration LAST_HOUR_OF_DAY = Duration.ofHours(15);

    private Segment() {}

    static String firstLine(JournalHead after) {
        return MAGIC + after.seq() + " " + after.hash() + "\n";
    }

    /**
     * Reads what a segment continues.
     *
     * @throws IllegalArgumentException when the line is no first line of a segment
     */
    static JournalHead after(String firstLine) {
        String[] words = firstLine.startsWith(MAGIC)
                ? firstLine.substring(MAGIC.length()).split(" ", -1)
                : new String[0];
        if (words.length != 2) {
            throw new IllegalArgumentException("the first line is not that of a segment");
        }
        JournalHead head = new JournalHead(Long.parseLong(words[0]), words[1]);
        if (!firstLine(head).equals(firstLine + "\n")) {
            throw new IllegalArgumentException("the first line is not that of a segment");
        }
        return head;
    }

    static String name(Path file) {
        return String.valueOf(file.getFileName());
    }

    /** Returns the name of a segment without what says how it is stored. */
    static String stem(Path file) {
        String name = name(file);
        return name.substring(0, name.indexOf(SUFFIX));
    }

    /** Returns the file of an hour's segment. */
    static Path file(Path folder, long hourStartMillis) {
        return folder.resolve(PREFIX + HOUR.format(Instant.ofEpochMilli(hourStartMillis)) + SUFFIX);
    }

    /**
     * Returns the hour of a segment.
     *
     * @throws InputException when the name is none of a segment
     */
    static long hour(Path file) {
        String stem = stem(file).substring(PREFIX.length());
        try {
            return ofDay(file)
                    ? LocalDate.parse(stem)
                            .atStartOfDay(ZoneOffset.UTC)
                            .plus(LAST_HOUR_OF_DAY)
                            .toInstant()
                            .toEpochMilli()
                    : Instant.parse(stem + ":00:00Z").toEpochMilli();
        } catch (DateTimeParseException e) {
            throw InputException.of(
                    "%s has the form of no segment's name, as usage-2026-10-05T07.journal: move it elsewhere"
                            .formatted(file));
        }
    }

    /** Returns whether it is one of an older program, which wrote a segment for each day and sealed none. */
    static boolean ofDay(Path file) {
        return stem(file).length() == PREFIX.length() + DAY_DIGITS;
    }

    /** Returns the segment files of a folder in order; of one that is there twice, compressed and not, the one that is not. */
    static List<Path> in(Path folder) {
        try (Stream<Path> files = Files.list(folder)) {
            List<Path> sorted = files.filter(Segment::isOne).sorted().toList();
            return sorted.stream()
                    .filter(file -> !name(file).endsWith(GZIP) || !sorted.contains(folder.resolve(stem(file) + SUFFIX)))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static boolean isOne(Path file) {
        String name = name(file);
        return name.startsWith(PREFIX) && (name.endsWith(SUFFIX) || name.endsWith(SUFFIX + GZIP));
    }
}
