package io.xisuan.image;

import io.xisuan.model.InputException;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;

/**
 * The folder in which a root is laid out, at one place on every machine: the archive of class data keeps the paths of
 * the files that it was made from, so that another place would make another image. One build has it, others wait.
 */
final class Stage implements AutoCloseable {
    private static final Path PLACE = Path.of("/var/tmp/xisuan-image");

    private final Path root;
    private final FileChannel lock;

    private Stage(Path root, FileChannel lock) {
        this.root = root;
        this.lock = lock;
    }

    /** Takes the place, empty. A folder there that another user made is refused: it could change under the build. */
    static Stage take(Path work) throws IOException {
        if (!Files.exists(PLACE, LinkOption.NOFOLLOW_LINKS)) {
            Files.createDirectory(
                    PLACE, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        }
        Path probe = Files.createTempFile(work, "owner", "");
        boolean ours = Files.isDirectory(PLACE, LinkOption.NOFOLLOW_LINKS)
                && Files.getOwner(PLACE).equals(Files.getOwner(probe));
        Files.delete(probe);
        if (!ours) {
            throw InputException.of(PLACE + " belongs to another user: have it removed, images are laid out there");
        }
        FileChannel lock = FileChannel.open(PLACE.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        lock.lock();
        return new Stage(Folders.fresh(PLACE.resolve("root")), lock);
    }

    Path root() {
        return root;
    }

    /** Empties the place and lets the next build have it. */
    @Override
    public void close() throws IOException {
        Folders.fresh(root);
        lock.close();
    }
}
