package io.xisuan.image.oci;

import io.xisuan.image.debian.Modes;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.apache.commons.compress.archivers.tar.TarConstants;

/**
 * Writes parts of a folder as layers. Order, time, owners and modes come from here and not from the disk, so the same
 * files give the same bytes whoever builds them, when and under which umask.
 */
public final class LayerWriter {
    private static final int BUFFER = 1 << 16;

    private final Path root;
    private final Instant time;
    private final Map<String, Ownership> owners;

    /** Owner and mode of a path where they are not root's. */
    public record Ownership(int user, int mode) {}

    /**
     * @param root the folder that is the image's root
     * @param time the time of every file
     * @param owners paths that are not root's, or have modes of their own
     */
    public LayerWriter(Path root, Instant time, Map<String, Ownership> owners) {
        this.root = root;
        this.time = time;
        this.owners = Map.copyOf(owners);
    }

    /** Writes what is wanted, with the folders above it, to a file. */
    public Layer write(String title, Predicate<String> wanted, Path file) throws IOException {
        SortedMap<String, Path> entries = entries(wanted);
        MessageDigest compressed = Digest.sha256();
        MessageDigest content = Digest.sha256();
        long unpacked;
        try (OutputStream bytes = new BufferedOutputStream(Files.newOutputStream(file), BUFFER);
                OutputStream zip = new GZIPOutputStream(new DigestOutputStream(bytes, compressed), BUFFER);
                TarArchiveOutputStream tar =
                        new TarArchiveOutputStream(new DigestOutputStream(zip, content), "UTF-8")) {
            unpacked = append(tar, entries);
            tar.finish();
        }
        return new Layer(title, file, Digest.of(compressed), Digest.of(content), Files.size(file), unpacked);
    }

    /** Writes the whole folder to a file without compressing it: for what is compressed already. */
    public void writePlain(Path file) throws IOException {
        try (OutputStream bytes = new BufferedOutputStream(Files.newOutputStream(file), BUFFER);
                TarArchiveOutputStream tar = new TarArchiveOutputStream(bytes, "UTF-8")) {
            append(tar, entries(path -> true));
            tar.finish();
        }
    }

    /** Returns the wanted paths and all folders above them, by name: a folder comes before what it holds. */
    private SortedMap<String, Path> entries(Predicate<String> wanted) throws IOException {
        SortedMap<String, Path> entries = new TreeMap<>();
        try (Stream<Path> walk = Files.walk(root)) {
            List<Path> all = walk.filter(path -> !path.equals(root)).toList();
            for (Path path : all) {
                if (wanted.test(name(path))) {
                    for (Path each = path; each != null && !each.equals(root); each = each.getParent()) {
                        entries.put(name(each), each);
                    }
                }
            }
        }
        return entries;
    }

    private String name(Path path) {
        return root.relativize(path).toString().replace('\\', '/');
    }

    private long append(TarArchiveOutputStream tar, SortedMap<String, Path> entries) throws IOException {
        tar.setLongFileMode(TarArchiveOutputStream.LONGFILE_POSIX);
        tar.setBigNumberMode(TarArchiveOutputStream.BIGNUMBER_POSIX);
        long unpacked = 0;
        for (Map.Entry<String, Path> each : entries.entrySet()) {
            unpacked += append(tar, each.getKey(), each.getValue());
        }
        return unpacked;
    }

    private long append(TarArchiveOutputStream tar, String name, Path path) throws IOException {
        boolean link = Files.isSymbolicLink(path);
        boolean folder = !link && Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS);
        TarArchiveEntry entry = link
                ? new TarArchiveEntry(name, TarConstants.LF_SYMLINK)
                : new TarArchiveEntry(folder ? name + "/" : name);
        Ownership owner = owners.getOrDefault(name, new Ownership(0, link ? 0777 : Modes.of(path)));
        entry.setMode(owner.mode());
        entry.setIds(owner.user(), owner.user());
        entry.setModTime(FileTime.from(time));
        if (link) {
            entry.setLinkName(Files.readSymbolicLink(path).toString());
        }
        long size = link || folder ? 0 : Files.size(path);
        entry.setSize(size);
        tar.putArchiveEntry(entry);
        if (size > 0) {
            Files.copy(path, tar);
        }
        tar.closeArchiveEntry();
        return size;
    }
}
