package io.xisuan.operator.metering.journal;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;

/** The journal of a folder. Indexes lead to records fast; what they lead to is looked at, and without them everything is read. */
record SegmentSource(Path folder) implements JournalSource {
    @Override
    public String place() {
        return folder.toString();
    }

    @Override
    public void readFrom(long seq, Consumer<JournalRecord> reader) {
        new FolderReader(folder).readFrom(seq, reader);
    }

    @Override
    public JournalHead head() {
        return new FolderReader(folder).head();
    }

    @Override
    public void close() {}

    @Override
    public void readBetween(long first, long last, Consumer<JournalRecord> reader) {
        new FolderReader(folder).readUntil(first, last, reader);
    }

    @Override
    public List<HourSeal> seals() {
        return SealFile.read(folder).seals();
    }

    @Override
    public Optional<PublishedHead> published() {
        return HeadFile.signed(folder)
                .map(file -> new PublishedHead(file.head(), file.signature().orElse("")));
    }

    @Override
    public OptionalLong openHour() {
        List<Path> segments = Segment.in(folder);
        return segments.isEmpty() ? OptionalLong.empty() : OptionalLong.of(Segment.hour(segments.getLast()));
    }

    @Override
    public Verification verify(JournalVerifier.Terms terms) {
        return JournalVerifier.verify(folder, terms);
    }

    @Override
    public Optional<JournalRecord> find(long seq) {
        for (Path segment : Segment.in(folder)) {
            Optional<SegmentIndex.Body> index = index(segment);
            if (index.isPresent()
                    && index.get().index().firstSeq() <= seq
                    && seq <= index.get().index().lastSeq()) {
                Optional<JournalRecord> found = at(segment, index.get(), seq);
                if (found.isPresent()) {
                    return found;
                }
            }
        }
        List<JournalRecord> found = new ArrayList<>();
        new FolderReader(folder).readUntil(seq, seq, found::add);
        return found.stream().findFirst();
    }

    private Optional<JournalRecord> at(Path segment, SegmentIndex.Body index, long seq) {
        RecordLine line = new RecordLine();
        try (LineSource lines = LineSource.openAt(segment, index.place(seq))) {
            for (long next = index.kept(seq); next <= seq && lines.next(); next++) {
                line.parse(lines.bytes(), lines.from(), lines.to());
            }
            return line.seq() == seq ? Optional.of(SegmentReader.stored(line)) : Optional.empty();
        } catch (IOException | IllegalArgumentException wrong) {
            return Optional.empty();
        }
    }

    private static Optional<SegmentIndex.Body> index(Path segment) {
        try {
            Optional<SegmentIndex> index = SegmentIndex.of(segment);
            return index.isPresent() ? index.get().read() : Optional.empty();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public SortedMap<String, Long> locate(Set<String> ids) {
        SortedMap<String, Long> found = new TreeMap<>();
        for (Path segment : Segment.in(folder)) {
            Optional<SegmentIndex.Body> index = index(segment);
            if (index.isPresent()) {
                for (String id : new TreeSet<>(ids)) {
                    index.get().candidates(id).stream()
                            .filter(seq -> at(segment, index.get(), seq)
                                    .filter(record -> has(record, id))
                                    .isPresent())
                            .forEach(seq -> found.putIfAbsent(id, seq));
                }
            } else {
                scan(segment, ids, found);
            }
        }
        return found;
    }

    private void scan(Path segment, Set<String> ids, SortedMap<String, Long> found) {
        new FolderReader(folder)
                .readSegment(
                        segment,
                        record -> EntryCodec.usageId(record)
                                .filter(ids::contains)
                                .ifPresent(id -> found.putIfAbsent(id, record.seq())));
    }

    private static boolean has(JournalRecord record, String id) {
        return EntryCodec.usageId(record).filter(id::equals).isPresent();
    }
}
