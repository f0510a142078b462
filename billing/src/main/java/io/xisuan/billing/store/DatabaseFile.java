package io.xisuan.billing.store;

import io.xisuan.model.InputException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Set;

/** Where a database lies, read from its URL. */
record DatabaseFile(Path path) {
    private static final String SQLITE = "jdbc:sqlite:";

    /** File systems that lose locks or writes between machines; SQLite's own manual warns of them. */
    private static final Set<String> NETWORK = Set.of(
            "nfs",
            "nfs4",
            "cifs",
            "smb2",
            "smb3",
            "smbfs",
            "afs",
            "ceph",
            "fuse.ceph",
            "fuse.glusterfs",
            "fuse.sshfs",
            "fuse.s3fs",
            "fuse.juicefs",
            "lustre",
            "beegfs",
            "gpfs");

    /**
     * @throws InputException when the URL is of another kind
     */
    static DatabaseFile of(String jdbcUrl) {
        String path = jdbcUrl.startsWith(SQLITE) ? jdbcUrl.substring(SQLITE.length()) : "";
        if (path.isBlank() || path.startsWith(":") || path.startsWith("file:") || path.contains("?")) {
            throw InputException.of(
                    "\"%s\" is no database that this version can use: write jdbc:sqlite:FILE".formatted(jdbcUrl));
        }
        try {
            return new DatabaseFile(Path.of(path).toAbsolutePath().normalize());
        } catch (InvalidPathException e) {
            throw InputException.of("\"%s\" names no file: %s".formatted(jdbcUrl, e.getMessage()));
        }
    }

    String url() {
        return SQLITE + path;
    }

    void requireExisting() {
        if (!Files.isRegularFile(path)) {
            throw InputException.of(
                    "There is no database at %s: name the operator's with --db jdbc:sqlite:FILE".formatted(path));
        }
    }

    /** Makes the folder, and refuses one that several machines share. */
    void prepare() {
        Path folder = path.resolveSibling(".").normalize();
        try {
            Files.createDirectories(folder);
            String kind = Files.getFileStore(folder).type().toLowerCase(Locale.ROOT);
            if (NETWORK.contains(kind)) {
                throw InputException.of(
                        "%s lies on a network file system (%s), where SQLite loses locks: use a local disk"
                                .formatted(path, kind));
            }
        } catch (IOException e) {
            throw InputException.of("The folder of %s cannot be used: %s".formatted(path, e.getMessage()));
        }
    }
}
