package io.xisuan.operator.metering.journal;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Optional;

/** A folder of segments: who holds its lock leads, and nobody puts down a leader that lives. */
public final class SegmentGround implements JournalGround {
    private final Path folder;

    public SegmentGround(Path folder) {
        this.folder = folder;
    }

    /** Returns where the segments lie. */
    public Path segments() {
        return folder.resolve("journal");
    }

    @Override
    public Optional<Leader> lead(Optional<HeadSigner> signer) {
        try {
            return FolderLock.take(folder.resolve("operator.lock"))
                    .map(lock -> new Holder(lock, SegmentJournal.open(segments(), new JournalOptions(false, signer))));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private record Holder(FolderLock lock, SegmentJournal journal) implements Leader {
        @Override
        public void die() {
            lock.close();
        }

        @Override
        public void close() {
            journal.close();
            lock.close();
        }
    }

    @Override
    public JournalSource source() {
        return JournalSource.folder(segments());
    }

    @Override
    public void close() {}
}
