package io.xisuan.operator.loop;

import io.xisuan.model.InputException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;

/** The operator's own folder, held by one process at a time: a journal has one writer. */
final class DataFolder implements AutoCloseable {
    private final Path folder;
    private final FileChannel channel;

    private DataFolder(Path folder, FileChannel channel) {
        this.folder = folder;
        this.channel = channel;
    }

    /**
     * Takes the folder, making it when there is none.
     *
     * @throws InputException when another process has it, or it cannot be written
     */
    static DataFolder take(Path folder) {
        try {
            Files.createDirectories(folder);
            FileChannel channel = FileChannel.open(
                    folder.resolve("operator.lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            if (lock(channel) == null) {
                channel.close();
                throw InputException.of(
                        "--data: another operator works in %s: stop it, or name another folder".formatted(folder));
            }
            return new DataFolder(folder, channel);
        } catch (IOException e) {
            throw InputException.of("--data: %s cannot be written: %s".formatted(folder, e.getMessage()));
        }
    }

    Path journal() {
        return folder.resolve("journal");
    }

    Path keys() {
        return folder.resolve("keys");
    }

    private static @Nullable FileLock lock(FileChannel channel) throws IOException {
        try {
            return channel.tryLock();
        } catch (OverlappingFileLockException e) {
            return null;
        }
    }

    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
