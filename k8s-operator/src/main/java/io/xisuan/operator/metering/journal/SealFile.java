package io.xisuan.operator.metering.journal;

import io.xisuan.model.InputException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The file {@code seals.tsv}: a line for each sealed hour, each naming the hash of the line before it. Only appended to. */
final class SealFile {
    static final String NAME = "seals.tsv";

    private SealFile() {}

    /**
     * What the file holds.
     *
     * @param length how many bytes its whole lines have
     * @param torn whether something stands after them
     */
    record Read(List<HourSeal> seals, long length, boolean torn) {
        Read {
            seals = List.copyOf(seals);
        }

        /** Returns the last seal. */
        Optional<HourSeal> last() {
            return seals.isEmpty() ? Optional.empty() : Optional.of(seals.get(seals.size() - 1));
        }
    }

    /** Reads the file of a folder; one that is not there holds nothing. */
    static Read read(Path folder) {
        Path file = folder.resolve(NAME);
        return Files.exists(file) ? readFile(file) : new Read(List.of(), 0, false);
    }

    /**
     * Reads a file of seals.
     *
     * @throws InputException when a line is no seal, or does not follow the one before it, with file and line
     */
    static Read readFile(Path file) {
        List<HourSeal> seals = new ArrayList<>();
        Optional<HourSeal> before = Optional.empty();
        try (LineSource lines = LineSource.open(file)) {
            while (lines.next()) {
                HourSeal seal = parsed(file, seals.size() + 1, lines);
                Optional<String> breach = seal.breach(before);
                if (breach.isPresent()) {
                    throw damaged(file, seals.size() + 1, breach.get());
                }
                seals.add(seal);
                before = Optional.of(seal);
            }
            return new Read(seals, lines.end(), lines.torn());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static HourSeal parsed(Path file, int line, LineSource lines) {
        try {
            return HourSeal.parse(
                    new String(lines.bytes(), lines.from(), lines.to() - lines.from(), StandardCharsets.UTF_8));
        } catch (IllegalArgumentException e) {
            throw damaged(file, line, String.valueOf(e.getMessage()));
        }
    }

    private static InputException damaged(Path file, int line, String problem) {
        return InputException.of(
                "%s:%d: %s. Restore it from a copy; nothing was changed".formatted(file, line, problem));
    }

    static void append(Path folder, HourSeal seal, JournalOptions options) throws IOException {
        byte[] line = (seal.line() + "\n").getBytes(StandardCharsets.UTF_8);
        try (JournalFiles.Tail tail = options.files().tail(folder.resolve(NAME))) {
            tail.write(line, 0, line.length);
            if (options.fsync()) {
                tail.force();
            }
        }
        if (options.fsync() && seal.firstSeq() == 1) {
            options.files().forceFolder(folder);
        }
    }
}
