package io.xisuan.operator.metering.journal;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** Reads segment files in order and follows the chain through them. */
final class SegmentReader {
    private JournalHead head = JournalHead.EMPTY;
    private List<String> segmentHashes = new ArrayList<>();
    private long tornAt = -1;

    /** Returns the segment files of a folder, in order. */
    static List<Path> segments(Path folder) {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file ->
                            name(file).startsWith(Segment.PREFIX) && name(file).endsWith(Segment.SUFFIX))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static String name(Path file) {
        return String.valueOf(file.getFileName());
    }

    JournalHead head() {
        return head;
    }

    /** Returns the hashes of the records of the segment read last. */
    List<String> segmentHashes() {
        return segmentHashes;
    }

    /** Returns where in the file an incomplete last line begins, or -1 when the segment read last ends with a whole line. */
    long tornAt() {
        return tornAt;
    }

    /** Reads one segment and returns the first thing wrong in it. An incomplete last line is left to the caller. */
    Optional<Verification.Broken> read(Path file, Consumer<JournalRecord> reader) {
        segmentHashes = new ArrayList<>();
        tornAt = -1;
        byte[] bytes = bytes(file);
        int from = 0;
        for (int line = 1; from < bytes.length; line++) {
            int end = from;
            while (end < bytes.length && bytes[end] != '\n') {
                end++;
            }
            if (end == bytes.length) {
                tornAt = from;
                return Optional.empty();
            }
            Optional<String> problem = line(bytes, from, end, line == 1, reader);
            if (problem.isPresent()) {
                return Optional.of(new Verification.Broken(name(file), line, head.seq() + 1, problem.get()));
            }
            from = end + 1;
        }
        return from == 0
                ? Optional.of(new Verification.Broken(name(file), 1, head.seq() + 1, "the segment is empty"))
                : Optional.empty();
    }

    private Optional<String> line(byte[] bytes, int from, int end, boolean first, Consumer<JournalRecord> reader) {
        try {
            String text = StandardCharsets.UTF_8
                    .newDecoder()
                    .onMalformedInput(CodingErrorAction.REPORT)
                    .decode(ByteBuffer.wrap(bytes, from, end - from))
                    .toString();
            if (first) {
                return Segment.continues(text, head)
                        ? Optional.empty()
                        : Optional.of("the segment does not continue the one before it");
            }
            JournalRecord stored = Segment.parse(text, head);
            reader.accept(stored);
            head = new JournalHead(stored.seq(), stored.hash());
            segmentHashes.add(stored.hash());
            return Optional.empty();
        } catch (CharacterCodingException e) {
            return Optional.of("the line is no UTF-8");
        } catch (IllegalArgumentException e) {
            return Optional.of(String.valueOf(e.getMessage()));
        }
    }

    private static byte[] bytes(Path file) {
        try {
            return Files.readAllBytes(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
