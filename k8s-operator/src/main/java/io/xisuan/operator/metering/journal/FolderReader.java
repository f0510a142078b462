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
        readUntil(seq, Long.MAX_VALUE, reader);
    }

    /** As {@link #readFrom}, up to the segment that has the last of the records wanted. */
    void readUntil(long seq, long last, Consumer<JournalRecord> reader) {
        List<Path> segments = Segment.in(folder);
        if (segments.isEmpty()) {
            return;
        }
        int start = startOf(segments, seq);
        SegmentReader reading = new SegmentReader(start == 0 ? JournalHead.EMPTY : after(segments.get(start)));
        for (Path segment : segments.subList(start, segments.size())) {
            if (reading.head().seq() >= last) {
                return;
            }
            read(reading, segment, record -> {
                if (record.seq() >= seq && record.seq() <= last) {
                    reader.accept(SegmentReader.stored(record));
                }
            });
        }
    }

    /** Returns the end of the chain: the last segment is read. */
    JournalHead head() {
        List<Path> segments = Segment.in(folder);
        int last = segments.size() - 1;
        if (last >= 0 && after(segments.get(last)).seq() == Long.MAX_VALUE) {
            last--;
        }
        if (last < 0) {
            return JournalHead.EMPTY;
        }
        SegmentReader reading = new SegmentReader(after(segments.get(last)));
        read(reading, segments.get(last), record -> {});
        return reading.head();
    }

    /** Gives the records of one segment to the reader. */
    void readSegment(Path segment, Consumer<JournalRecord> reader) {
        JournalHead after = after(segment);
        if (after.seq() < Long.MAX_VALUE) {
            read(new SegmentReader(after), segment, record -> reader.accept(SegmentReader.stored(record)));
        }
    }

    private void read(SegmentReader reading, Path segment, Consumer<RecordLine> reader) {
        reading.walk(segment, (record, offset) -> reader.accept(record)).ifPresent(broken -> {
            throw InputException.of("the journal in %s is damaged: %s".formatted(folder, broken.message()));
        });
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

    /** Returns what a segment continues; of one without a first line that it comes after everything. */
    JournalHead after(Path segment) {
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
