package io.xisuan.image.debian;

import io.xisuan.image.oci.Digest;
import io.xisuan.model.InputException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;

/**
 * The packages of a user's builds, each under its digest, in a folder that all checkouts share. A file counts only when
 * its digest is the pinned one, whoever put it there: no mirror is trusted.
 */
public final class PackageCache {
    private final Path folder;
    private final Optional<URI> mirror;
    private final Download download;

    /** Asks a mirror for what the folder lacks; without a mirror the folder must have everything. */
    public PackageCache(Path folder, Optional<URI> mirror, Download download) {
        this.folder = folder;
        this.mirror = mirror;
        this.download = download;
    }

    /** Returns the file of a package, fetched where it is not there yet. */
    public Path file(LockedPackage wanted) {
        Path file = folder.resolve(wanted.sha256() + ".deb");
        try {
            if (!Files.isRegularFile(file) || !matches(wanted, file)) {
                fetch(wanted, file);
            }
            return file;
        } catch (IOException e) {
            throw new UncheckedIOException("cannot keep packages in " + folder, e);
        }
    }

    private void fetch(LockedPackage wanted, Path file) throws IOException {
        URI root = mirror.orElseThrow(() -> InputException.of(
                "%s %s is not in %s and no mirror is known: give --debian-mirror (or XISUAN_DEBIAN_MIRROR), a server with the folders debian/ and debian-security/"
                        .formatted(wanted.name(), wanted.version(), folder)));
        Files.createDirectories(folder);
        Path part = Files.createTempFile(folder, "fetch-", ".part");
        try {
            download.fetch(URI.create(root + "/" + wanted.path()), part);
            if (!matches(wanted, part)) {
                throw InputException.of("%s/%s is not the pinned file: its digest is %s, expected %s"
                        .formatted(root, wanted.path(), Digest.of(part).hex(), wanted.sha256()));
            }
            Files.move(part, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(part);
        }
    }

    private static boolean matches(LockedPackage wanted, Path file) throws IOException {
        return Files.size(file) == wanted.size() && Digest.of(file).hex().equals(wanted.sha256());
    }
}
