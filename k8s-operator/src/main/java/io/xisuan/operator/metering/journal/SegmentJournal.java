package io.xisuan.operator.metering.journal;

import io.xisuan.model.BillingPeriod;
import io.xisuan.model.InputException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * A journal in a folder of segment files, one for each billing day of recording.
 *
 * <p>A segment is sealed with its Merkle root when the next begins. Opening follows the whole chain; an incomplete last line
 * (a write that power or the disk cut short) is removed, anything else that is wrong is refused.
 */
public final class SegmentJournal implements UsageJournal {
    private final Path folder;
    private final JournalOptions options;
    private final List<String> segmentHashes = new ArrayList<>();
    private JournalHead head = JournalHead.EMPTY;
    private Optional<Path> segment = Optional.empty();
    private Optional<FileChannel> channel = Optional.empty();
    private boolean closed;
    private JournalHead published = JournalHead.EMPTY;

    private SegmentJournal(Path folder, JournalOptions options) {
        this.folder = folder;
        this.options = options;
    }

    /**
     * Opens the journal in the folder, which is made when it is not there.
     *
     * @throws InputException when a record is damaged, saying where and what to do
     */
    public static SegmentJournal open(Path folder, JournalOptions options) {
        SegmentJournal journal = new SegmentJournal(folder, options);
        try {
            Files.createDirectories(folder);
            journal.recover();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return journal;
    }

    /**
     * Gives every record of a folder's journal to the reader without touching a file, also while its writer works: a line that is
     * still being written is left out.
     *
     * @throws InputException when a record is damaged
     */
    public static void read(Path folder, Consumer<JournalRecord> reader) {
        SegmentReader segments = new SegmentReader();
        for (Path file : SegmentReader.segments(folder)) {
            segments.read(file, reader).ifPresent(broken -> {
                throw InputException.of("the journal in %s is damaged: %s".formatted(folder, broken.message()));
            });
        }
    }

    private void recover() throws IOException {
        SegmentReader reader = new SegmentReader();
        List<Path> segments = SegmentReader.segments(folder);
        for (int i = 0; i < segments.size(); i++) {
            Path file = segments.get(i);
            Optional<Verification.Broken> broken = reader.read(file, record -> {});
            boolean last = i == segments.size() - 1;
            if (broken.isPresent() || (reader.tornAt() >= 0 && !last)) {
                String where = broken.map(Verification.Broken::message)
                        .orElse("%s: an incomplete line, and more segments after it"
                                .formatted(SegmentReader.name(file)));
                throw InputException.of("the journal in %s is damaged: %s. Restore it from a copy; nothing was changed"
                        .formatted(folder, where));
            }
            if (reader.tornAt() >= 0) {
                cut(file, reader.tornAt(), reader.head());
            }
        }
        head = reader.head();
        refuseLostTail();
        if (!segments.isEmpty()) {
            segment = Optional.of(segments.get(segments.size() - 1));
            segmentHashes.addAll(reader.segmentHashes());
            channel = Optional.of(FileChannel.open(segment.get(), StandardOpenOption.APPEND));
        }
    }

    private static void cut(Path file, long length, JournalHead head) throws IOException {
        try (FileChannel tail = FileChannel.open(file, StandardOpenOption.WRITE)) {
            tail.truncate(length);
            if (length == 0) {
                tail.write(utf8(Segment.firstLine(head)));
            }
            tail.force(true);
        }
    }

    private void refuseLostTail() {
        HeadFile.read(folder).ifPresent(stored -> {
            if (stored.head().seq() > head.seq()) {
                throw InputException.of(
                        "the journal in %s ends at record %d, its head says %d: the tail is lost. Restore it from a copy"
                                .formatted(folder, head.seq(), stored.head().seq()));
            }
        });
    }

    @Override
    public JournalHead append(List<JournalEntry> entries, long recordedAtMillis) {
        if (closed) {
            throw new IllegalStateException("The journal is closed");
        }
        if (entries.isEmpty()) {
            return head;
        }
        try {
            FileChannel out = rotate(recordedAtMillis);
            StringBuilder lines = new StringBuilder();
            JournalHead next = head;
            List<String> hashes = new ArrayList<>(entries.size());
            for (JournalEntry entry : entries) {
                String body = EntryCodec.encode(entry);
                long seq = next.seq() + 1;
                String hash = RecordHash.chained(next.hash(), seq, EntryCodec.FORMAT, body);
                lines.append(Segment.line(new JournalRecord(seq, EntryCodec.FORMAT, body, hash)));
                hashes.add(hash);
                next = new JournalHead(seq, hash);
            }
            write(out, lines.toString());
            segmentHashes.addAll(hashes);
            head = next;
            return head;
        } catch (IOException e) {
            closed = true;
            throw new UncheckedIOException(e);
        }
    }

    private FileChannel rotate(long recordedAtMillis) throws IOException {
        Path wanted = folder.resolve(Segment.PREFIX + BillingPeriod.dayOf(recordedAtMillis) + Segment.SUFFIX);
        if (channel.isPresent() && segment.orElseThrow().compareTo(wanted) >= 0) {
            return channel.get();
        }
        FileChannel out = FileChannel.open(wanted, StandardOpenOption.CREATE_NEW, StandardOpenOption.APPEND);
        write(out, Segment.firstLine(head));
        if (channel.isPresent()) {
            seal(SegmentReader.name(segment.orElseThrow()), channel.get());
        }
        segment = Optional.of(wanted);
        channel = Optional.of(out);
        return out;
    }

    /** Notes the root of a segment once the next one stands, so that nothing is ever appended to a sealed one. */
    private void seal(String name, FileChannel old) throws IOException {
        old.close();
        Roots.add(folder, name, head.seq(), RecordHash.merkleRoot(segmentHashes));
        segmentHashes.clear();
        writeHead();
    }

    private void write(FileChannel out, String text) throws IOException {
        ByteBuffer bytes = utf8(text);
        while (bytes.hasRemaining()) {
            out.write(bytes);
        }
        if (options.fsync()) {
            out.force(false);
        }
    }

    private static ByteBuffer utf8(String text) {
        return ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public void publishHead() {
        if (!head.equals(published)) {
            writeHead();
        }
    }

    private void writeHead() {
        published = head;
        new HeadFile(head, options.signer().map(signer -> signer.sign(head))).write(folder);
    }

    @Override
    public JournalHead head() {
        return head;
    }

    @Override
    public void read(Consumer<JournalRecord> reader) {
        read(folder, reader);
    }

    @Override
    public List<HourSeal> sealThrough(long nowMillis) {
        return List.of();
    }

    @Override
    public List<HourSeal> seals() {
        return List.of();
    }

    @Override
    public void close() {
        if (closed) {
            return;
        }
        closed = true;
        try {
            if (channel.isPresent()) {
                channel.get().close();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        writeHead();
    }
}
