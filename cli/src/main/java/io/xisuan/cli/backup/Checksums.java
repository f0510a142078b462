package io.xisuan.cli.backup;

import io.xisuan.model.InputException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Collection;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/** The file {@code SHA256SUMS} of a folder: what {@code sha256sum -c} reads, so that a backup can be checked where this program is not. */
final class Checksums {
    static final String FILE = "SHA256SUMS";
    private static final String BETWEEN = "  ";

    private Checksums() {}

    /** Writes the checksums of all files of a folder, and makes files and checksums durable. */
    static void write(Path folder) throws IOException {
        StringBuilder lines = new StringBuilder();
        for (Path file : files(folder, "")) {
            lines.append(line(file));
            force(file);
        }
        Path sums = folder.resolve(FILE);
        Files.writeString(sums, lines, StandardCharsets.UTF_8);
        force(sums);
    }

    /** Adds the checksums of files with this beginning that have none yet; files that have one are not read again. */
    static void add(Path folder, String prefix) throws IOException {
        SortedMap<String, String> sums = read(folder);
        for (Path file : files(folder, prefix)) {
            if (!sums.containsKey(name(file))) {
                sums.put(name(file), sha256(file));
            }
        }
        StringBuilder lines = new StringBuilder();
        sums.forEach((name, digest) ->
                lines.append(digest).append(BETWEEN).append(name).append('\n'));
        Path fresh = folder.resolve(FILE + ".new");
        Files.writeString(fresh, lines, StandardCharsets.UTF_8);
        force(fresh);
        Files.move(fresh, folder.resolve(FILE), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    /** Returns the first file that is missing or is not what was written. */
    static Optional<String> problem(Path folder) {
        SortedMap<String, String> sums = read(folder);
        if (sums.isEmpty()) {
            return Optional.of("%s is missing or empty".formatted(folder.resolve(FILE)));
        }
        return problem(folder, sums.keySet());
    }

    /** Returns the first of these files that is missing, has no checksum or is not what was written. */
    static Optional<String> problem(Path folder, Collection<String> names) {
        SortedMap<String, String> sums = read(folder);
        for (String name : names) {
            Path file = folder.resolve(name);
            if (!Files.isRegularFile(file)) {
                return Optional.of("%s is missing".formatted(file));
            }
            if (!sha256(file).equals(sums.get(name))) {
                return Optional.of("%s is not what was written: its SHA-256 differs".formatted(file));
            }
        }
        return Optional.empty();
    }

    private static SortedMap<String, String> read(Path folder) {
        SortedMap<String, String> sums = new TreeMap<>();
        Path file = folder.resolve(FILE);
        if (Files.isRegularFile(file)) {
            try {
                for (String line : Files.readAllLines(file, StandardCharsets.UTF_8)) {
                    int between = line.indexOf(BETWEEN);
                    if (between > 0) {
                        sums.put(line.substring(between + BETWEEN.length()), line.substring(0, between));
                    }
                }
            } catch (IOException e) {
                throw InputException.of("%s cannot be read: %s".formatted(file, e.getMessage()));
            }
        }
        return sums;
    }

    private static List<Path> files(Path folder, String prefix) throws IOException {
        try (Stream<Path> all = Files.list(folder)) {
            return all.filter(file -> Files.isRegularFile(file)
                            && name(file).startsWith(prefix)
                            && !name(file).startsWith(FILE)
                            && !name(file).endsWith(".index"))
                    .sorted()
                    .toList();
        }
    }

    static String sha256(Path file) {
        try (InputStream in = new DigestInputStream(Files.newInputStream(file), digest())) {
            in.transferTo(OutputStream.nullOutputStream());
            return HexFormat.of()
                    .formatHex(((DigestInputStream) in).getMessageDigest().digest());
        } catch (IOException e) {
            throw InputException.of("%s cannot be read: %s".formatted(file, e.getMessage()));
        }
    }

    private static String line(Path file) {
        return sha256(file) + BETWEEN + name(file) + "\n";
    }

    private static String name(Path file) {
        return String.valueOf(file.getFileName());
    }

    private static MessageDigest digest() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java runtime has SHA-256; this one does not", e);
        }
    }

    static void force(Path file) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            channel.force(true);
        }
    }
}
