package io.xisuan.operator.metering.journal;

import io.xisuan.model.InputException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;

/** Reads a folder's journal without touching a file, also while its writer works: a line that is still being written is left out. */
final class FolderReader {
    private final Path folder;

    FolderReader(Path folder) {
        this.folder = folder;
    }

    /**
     * Gives the records from this number on to the reader. Segments before it are passed over by what the next one continues.
     *
     * @throws InputException when a record is damaged
     */
    void readFrom(long seq, Consumer<JournalRecord> reader) {
        List<Path> segments = Segment.in(folder);
        int start = startOf(segments, seq);
        if (segments.isEmpty()) {
            return;
        }
        SegmentReader reading = new SegmentReader(start == 0 ? JournalHead.EMPTY : after(segments.get(start)));
        for (Path segment : segments.subList(start, segments.size())) {
            reading.walk(segment, (line, offset) -> {
                        if (line.seq() >= seq) {
                            reader.accept(SegmentReader.stored(line));
                        }
                    })
                    .ifPresent(broken -> {
                        throw InputException.of("the journal in %s is damaged: %s".formatted(folder, broken.message()));
                    });
        }
    }

    /** Returns the last segment that does not begin after this record, by halving. */
    private int startOf(List<Path> segments, long seq) {
        int low = 0;
        int high = segments.size();
        while (seq > 1 && high - low > 1) {
            int middle = (low + high) >>> 1;
            if (after(segments.get(middle)).seq() < seq) {
                low = middle;
            } else {
                high = middle;
            }
        }
        return low;
    }

    private JournalHead after(Path segment) {
        try (LineSource lines = LineSource.open(segment)) {
            if (!lines.next()) {
                return new JournalHead(Long.MAX_VALUE, JournalHead.EMPTY.hash());
            }
            return Segment.after(
                    new String(lines.bytes(), lines.from(), lines.to() - lines.from(), StandardCharsets.ISO_8859_1));
        } catch (IllegalArgumentException e) {
            throw InputException.of(
                    "the journal in %s is damaged: %s:1: %s".formatted(folder, Segment.name(segment), e.getMessage()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
