package io.xisuan.operator.metrics;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * When the newest backup of a folder was begun, by the backups' names alone: a backup has its name once it is whole, and whoever asks every
 * few seconds may not read what is in it. Whether it can be restored is another question, for {@code xisuan backup verify}.
 */
public final class NewestBackup {
    private static final Pattern NAME = Pattern.compile("xisuan-(\\d{8}T\\d{6}Z)(?:-\\d+)?");
    private static final DateTimeFormatter STAMP =
            DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmss'Z'", Locale.ROOT).withZone(ZoneOffset.UTC);

    private NewestBackup() {}

    /** Returns the second as Unix time; 0 while there is none, or the folder cannot be read. */
    public static double epochSeconds(Path folder) {
        try (Stream<Path> all = Files.list(folder)) {
            return all.map(path -> begun(String.valueOf(path.getFileName())))
                    .flatMap(Optional::stream)
                    .mapToLong(Instant::getEpochSecond)
                    .max()
                    .orElse(0);
        } catch (IOException | UncheckedIOException e) {
            return 0;
        }
    }

    private static Optional<Instant> begun(String name) {
        Matcher stamp = NAME.matcher(name);
        try {
            return stamp.matches() ? Optional.of(STAMP.parse(stamp.group(1), Instant::from)) : Optional.empty();
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }
}
