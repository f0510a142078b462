package io.xisuan.image.debian;

import io.xisuan.model.InputException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * The lock file: which Debian packages an image is made of, to the byte. {@code deploy/image/pin} writes it anew from
 * Debian's signed index; everything else only reads it, so two builds of one commit take the same files.
 *
 * @param pinned when it was written; the time of every file in the image, since a build has no other
 * @param packages in the order in which they are unpacked
 */
public record Lock(Instant pinned, List<LockedPackage> packages) {
    private static final String PINNED = "# pinned ";
    private static final int COLUMNS = 8;

    public Lock {
        packages = List.copyOf(packages);
    }

    /** Reads a lock file; errors name the line. */
    public static Lock read(Path file) {
        Instant pinned = Instant.EPOCH;
        List<LockedPackage> packages = new ArrayList<>();
        List<String> lines = lines(file);
        for (int i = 0; i < lines.size(); i++) {
            String line = lines.get(i);
            if (line.startsWith(PINNED)) {
                pinned = instant(file, i + 1, line.substring(PINNED.length()).strip());
            } else if (!line.isBlank() && !line.startsWith("#")) {
                packages.add(locked(file, i + 1, line.split("\t", -1)));
            }
        }
        if (pinned.equals(Instant.EPOCH) || packages.isEmpty()) {
            throw InputException.of(
                    "%s: no lock file, or an empty one: write it with deploy/image/pin".formatted(file));
        }
        return new Lock(pinned, packages);
    }

    /** Returns the packages for an architecture in one role, in order. */
    public List<LockedPackage> of(Architecture architecture, LockedPackage.Role role) {
        return packages.stream()
                .filter(each -> each.architecture() == architecture && each.role() == role)
                .toList();
    }

    private static LockedPackage locked(Path file, int line, String[] fields) {
        if (fields.length != COLUMNS) {
            throw InputException.at(
                    file.toString(), line, "columns", "%d, expected %d".formatted(fields.length, COLUMNS));
        }
        try {
            return new LockedPackage(
                    LockedPackage.Role.valueOf(fields[0].toUpperCase(Locale.ROOT)),
                    Architecture.named(fields[1]),
                    fields[2],
                    fields[3],
                    fields[4],
                    fields[5],
                    Long.parseLong(fields[6]),
                    fields[7]);
        } catch (IllegalArgumentException | InputException e) {
            throw InputException.at(file.toString(), line, fields[2], String.valueOf(e.getMessage()), e);
        }
    }

    private static Instant instant(Path file, int line, String text) {
        try {
            return Instant.parse(text);
        } catch (DateTimeParseException e) {
            throw InputException.at(file.toString(), line, "pinned", "no time in UTC: " + text, e);
        }
    }

    private static List<String> lines(Path file) {
        try {
            return Files.readAllLines(file, StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read the lock file " + file, e);
        }
    }
}
