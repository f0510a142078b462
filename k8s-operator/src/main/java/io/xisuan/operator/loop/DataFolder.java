package io.xisuan.operator.loop;

import io.xisuan.model.InputException;
import io.xisuan.operator.metering.journal.FolderLock;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.UUID;

/** The operator's own folder, held by one process at a time: a journal has one writer. */
final class DataFolder implements AutoCloseable {
    private final Path folder;
    private final FolderLock lock;

    private DataFolder(Path folder, FolderLock lock) {
        this.folder = folder;
        this.lock = lock;
    }

    /**
     * Takes the folder, making it when there is none.
     *
     * @throws InputException when another process has it, or it cannot be written
     */
    static DataFolder take(Path folder) {
        try {
            Files.createDirectories(folder);
            FolderLock lock = FolderLock.take(folder.resolve("operator.lock"))
                    .orElseThrow(() -> InputException.of(
                            "--data: another operator works in %s: stop it, or name another folder".formatted(folder)));
            return new DataFolder(folder, lock);
        } catch (IOException e) {
            throw InputException.of("--data: %s cannot be written: %s".formatted(folder, e.getMessage()));
        }
    }

    Path journal() {
        return folder.resolve("journal");
    }

    /**
     * Returns the name that this operator has beside others: the same after each restart in this folder, which one process has at a
     * time, so that a Lease of this name is that of a process that has ended.
     */
    String candidate() {
        Path file = folder.resolve("candidate");
        try {
            if (!Files.exists(file)) {
                String host = Optional.ofNullable(System.getenv("HOSTNAME")).orElse("operator");
                Files.writeString(
                        file,
                        host.replaceAll("[^A-Za-z0-9.-]", "-") + "_"
                                + UUID.randomUUID().toString().substring(0, 8),
                        StandardCharsets.UTF_8);
            }
            return Files.readString(file, StandardCharsets.UTF_8).strip();
        } catch (IOException e) {
            throw InputException.of("--data: %s cannot be written: %s".formatted(file, e.getMessage()));
        }
    }

    Path evidence() {
        return folder.resolve("evidence");
    }

    Path keys() {
        return folder.resolve("keys");
    }

    @Override
    public void close() {
        lock.close();
    }
}
