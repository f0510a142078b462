package io.xisuan.operator.metering.journal;

import io.xisuan.model.InputException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A folder's journal that nobody writes meanwhile, so that it can move elsewhere as it is. */
public final class StillFolder implements AutoCloseable {
    private final Path folder;
    private final FolderLock lock;
    private final JournalHead head;

    private StillFolder(Path folder, FolderLock lock, JournalHead head) {
        this.folder = folder;
        this.lock = lock;
        this.head = head;
    }

    /** Records of one hour, in order. */
    @FunctionalInterface
    public interface Hours {
        /** @param hourStartMillis the hour in which they were recorded */
        void take(long hourStartMillis, List<JournalRecord> records);
    }

    /**
     * Holds a folder and checks all that is in it.
     *
     * @throws InputException when somebody writes there, something is wrong in it, or hours before the last have no seal
     */
    public static StillFolder hold(Path folder) {
        if (!Files.isDirectory(folder)) {
            throw InputException.of(
                    "%s is no folder: give the one that holds the journal's segments".formatted(folder));
        }
        FolderLock lock = JournalLock.take(folder);
        boolean held = false;
        try {
            JournalHead head = sound(folder);
            held = true;
            return new StillFolder(folder, lock, head);
        } finally {
            if (!held) {
                lock.close();
            }
        }
    }

    private static JournalHead sound(Path folder) {
        return switch (JournalVerifier.verify(folder, Optional.empty())) {
            case Verification.Broken broken ->
                throw InputException.of("%s cannot move as it is: %s".formatted(folder, broken.message()));
            case Verification.Sound sound -> {
                if (Segment.in(folder).size() > sound.sealedHours() + 1) {
                    throw InputException.of(
                            "%s holds hours before the last that nobody sealed: start the operator on it once, with its store in a file"
                                    .formatted(folder));
                }
                yield sound.head();
            }
        };
    }

    public JournalHead head() {
        return head;
    }

    public List<HourSeal> seals() {
        return SealFile.read(folder).seals();
    }

    /** Returns the head as its writer last published it. */
    public Optional<JournalHead> published() {
        return HeadFile.known(folder);
    }

    /** Returns the signature under the published head, in Base64. */
    public Optional<String> signature() {
        return HeadFile.read(folder).flatMap(HeadFile::signature);
    }

    /** Gives all records in groups of at most so many, each of one hour. */
    public void read(int most, Hours hours) {
        for (Path segment : Segment.in(folder)) {
            long hour = Segment.hour(segment);
            List<JournalRecord> group = new ArrayList<>();
            new FolderReader(folder).readSegment(segment, record -> {
                group.add(record);
                if (group.size() == most) {
                    hours.take(hour, group);
                    group.clear();
                }
            });
            if (!group.isEmpty()) {
                hours.take(hour, group);
            }
        }
    }

    @Override
    public void close() {
        lock.close();
    }
}
