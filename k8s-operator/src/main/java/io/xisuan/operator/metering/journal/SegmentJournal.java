package io.xisuan.operator.metering.journal;

import io.xisuan.model.InputException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * A journal in a folder of segment files, one for each hour of UTC in which something was recorded.
 *
 * <p>An hour is sealed when a later one begins; nothing is appended to it any more, also when a clock goes back: the record then counts as
 * recorded in the hour that runs. Opening trusts sealed hours and follows the rest of the chain; an incomplete last line (a write that
 * power or the disk cut short) is removed, anything else that is wrong is refused. After an error of the disk nothing more is taken.
 */
public final class SegmentJournal implements UsageJournal {
    private static final long HOUR_MILLIS = Duration.ofHours(1).toMillis();

    private final Path folder;
    private final JournalOptions options;
    private final Optional<FolderLock> lock;
    private final List<HourSeal> seals = new ArrayList<>();
    private ChainHash chain = new ChainHash(JournalHead.EMPTY);
    private JournalHead head = JournalHead.EMPTY;
    private Optional<SegmentWriter> writer = Optional.empty();
    private Optional<JournalException> failure = Optional.empty();
    private boolean closed;
    private JournalHead published = JournalHead.EMPTY;

    private SegmentJournal(Path folder, JournalOptions options, Optional<FolderLock> lock) {
        this.folder = folder;
        this.options = options;
        this.lock = lock;
    }

    /**
     * Opens the journal in the folder, which is made when it is not there.
     *
     * @throws InputException when a record is damaged, saying where and what to do, or another process writes the journal
     */
    public static SegmentJournal open(Path folder, JournalOptions options) {
        Optional<FolderLock> lock = Optional.empty();
        try {
            Files.createDirectories(folder);
            lock = options.fsync() ? Optional.of(JournalLock.take(folder)) : Optional.empty();
            SegmentJournal journal = new SegmentJournal(folder, options, lock);
            journal.recover();
            return journal;
        } catch (IOException e) {
            lock.ifPresent(FolderLock::close);
            throw JournalException.of(folder, e);
        } catch (InputException e) {
            lock.ifPresent(FolderLock::close);
            throw e;
        }
    }

    /**
     * Gives every record of a folder's journal to the reader without touching a file, also while its writer works: a line that is
     * still being written is left out.
     *
     * @throws InputException when a record is damaged
     */
    public static void read(Path folder, Consumer<JournalRecord> reader) {
        new FolderReader(folder).readFrom(1, reader);
    }

    private void recover() throws IOException {
        SegmentRecovery recovery = new SegmentRecovery(folder, options);
        recovery.recover();
        head = recovery.head();
        chain = new ChainHash(head);
        seals.addAll(recovery.seals());
        if (recovery.open().isPresent()) {
            writer = Optional.of(SegmentWriter.again(recovery.open().get(), options));
        }
    }

    @Override
    public JournalHead append(List<JournalEntry> entries, long recordedAtMillis) {
        requireUsable();
        if (entries.isEmpty()) {
            return head;
        }
        return guarded(() -> {
            SegmentWriter out = writerOf(HourSeal.hourOf(recordedAtMillis));
            for (JournalEntry entry : entries) {
                out.add(entry, chain);
            }
            out.commit();
            head = chain.head();
            return head;
        });
    }

    private SegmentWriter writerOf(long hourMillis) throws IOException {
        if (writer.isPresent() && hourMillis <= Segment.hour(writer.get().file())) {
            return writer.get();
        }
        sealWriter();
        long sealed = seals.isEmpty() ? Long.MIN_VALUE : last().hourStartMillis();
        long hour = hourMillis > sealed ? hourMillis : sealed + HOUR_MILLIS;
        SegmentWriter begun = SegmentWriter.begin(folder, hour, head, options);
        writer = Optional.of(begun);
        return begun;
    }

    private HourSeal last() {
        return seals.get(seals.size() - 1);
    }

    /** Seals what is written to, if there is something; a segment that never got a record goes. */
    private Optional<HourSeal> sealWriter() throws IOException {
        if (writer.isEmpty()) {
            return Optional.empty();
        }
        SegmentWriter old = writer.get();
        old.close();
        writer = Optional.empty();
        if (old.leaves().records() == 0) {
            Files.delete(old.file());
            return Optional.empty();
        }
        Optional<HourSeal> before = seals.isEmpty() ? Optional.empty() : Optional.of(last());
        HourSeal seal = SegmentRecovery.seal(folder, old.file(), old.leaves(), before, options);
        SegmentIndex.write(old.file(), old.leaves(), old.length(), head, options.files());
        seals.add(seal);
        writeHead();
        return Optional.of(seal);
    }

    @Override
    public List<HourSeal> sealThrough(long nowMillis) {
        requireUsable();
        if (writer.isEmpty() || Segment.hour(writer.get().file()) + HOUR_MILLIS > nowMillis) {
            return List.of();
        }
        return guarded(this::sealWriter).map(List::of).orElse(List.of());
    }

    @Override
    public List<HourSeal> seals() {
        return List.copyOf(seals);
    }

    @Override
    public void publishHead() {
        requireUsable();
        if (!head.equals(published)) {
            guarded(this::writeHead);
        }
    }

    private JournalHead writeHead() throws IOException {
        new HeadFile(head, options.signer().map(signer -> signer.sign(head))).write(folder, options);
        published = head;
        return head;
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
    public void readFrom(long seq, Consumer<JournalRecord> reader) {
        new FolderReader(folder).readFrom(seq, reader);
    }

    @Override
    public void close() {
        if (closed) {
            return;
        }
        closed = true;
        try {
            if (failure.isEmpty()) {
                guarded(this::closeFiles);
            }
        } finally {
            lock.ifPresent(FolderLock::close);
        }
    }

    private JournalHead closeFiles() throws IOException {
        if (writer.isPresent()) {
            writer.get().close();
        }
        return writeHead();
    }

    private void requireUsable() {
        failure.ifPresent(before -> {
            throw before;
        });
        if (closed) {
            throw new IllegalStateException("The journal is closed");
        }
    }

    /** What is done with files. */
    @FunctionalInterface
    private interface Deed<T> {
        T run() throws IOException;
    }

    /** Does something with files; when it fails, in whatever way, nothing more is ever done with them. */
    private <T> T guarded(Deed<T> deed) {
        boolean done = false;
        try {
            T result = deed.run();
            done = true;
            return result;
        } catch (IOException e) {
            throw failed(JournalException.of(folder, e));
        } finally {
            if (!done && failure.isEmpty()) {
                failed(new JournalException(folder.toString(), new IllegalStateException("a defect")));
            }
        }
    }

    private JournalException failed(JournalException with) {
        failure = Optional.of(with);
        writer.ifPresent(SegmentWriter::abandon);
        writer = Optional.empty();
        return with;
    }
}
