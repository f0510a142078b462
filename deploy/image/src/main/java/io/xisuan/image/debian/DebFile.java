package io.xisuan.image.debian;

import io.xisuan.model.InputException;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.function.Predicate;
import org.apache.commons.compress.archivers.ar.ArArchiveEntry;
import org.apache.commons.compress.archivers.ar.ArArchiveInputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.commons.compress.compressors.gzip.GzipCompressorInputStream;
import org.apache.commons.compress.compressors.xz.XZCompressorInputStream;

/**
 * A Debian binary package: an ar archive of a control and a data archive (deb(5)). Only its files are taken; its
 * maintainer scripts never run, since an image has no dpkg.
 */
public final class DebFile {
    private final Path file;

    public DebFile(Path file) {
        this.file = file;
    }

    /** Unpacks the files whose path (without a leading slash) is wanted; owners become root, special modes are dropped. */
    public void unpack(Path target, Predicate<String> wanted) {
        read("data.tar", tar -> {
            TarArchiveEntry entry;
            while ((entry = tar.getNextEntry()) != null) {
                String path = relative(entry.getName());
                if (!path.isEmpty() && wanted.test(path)) {
                    write(target, path, entry, tar);
                }
            }
        });
    }

    /** Returns the control file: the fields of the package as dpkg would keep them. */
    public String control() {
        StringBuilder text = new StringBuilder();
        read("control.tar", tar -> {
            TarArchiveEntry entry;
            while ((entry = tar.getNextEntry()) != null) {
                if (relative(entry.getName()).equals("control")) {
                    text.append(new String(tar.readAllBytes(), StandardCharsets.UTF_8));
                }
            }
        });
        return text.toString();
    }

    private void write(Path target, String path, TarArchiveEntry entry, InputStream content) throws IOException {
        Path place = inside(target, path);
        if (entry.isDirectory()) {
            if (!Files.isDirectory(place)) {
                Files.createDirectories(place);
            }
            return;
        }
        Files.createDirectories(place.getParent() == null ? target : place.getParent());
        if (entry.isSymbolicLink()) {
            Files.deleteIfExists(place);
            Files.createSymbolicLink(place, Path.of(entry.getLinkName()));
        } else if (entry.isLink()) {
            Files.copy(inside(target, relative(entry.getLinkName())), place, StandardCopyOption.REPLACE_EXISTING);
        } else if (entry.isFile()) {
            Files.copy(content, place, StandardCopyOption.REPLACE_EXISTING);
            Modes.set(place, entry.getMode());
        } else {
            throw InputException.of("%s: %s is neither file, folder nor link".formatted(file, path));
        }
    }

    private Path inside(Path target, String path) {
        Path place = target.resolve(path).normalize();
        if (!place.startsWith(target)) {
            throw InputException.of("%s: %s would leave the folder it is unpacked to".formatted(file, path));
        }
        return place;
    }

    private static String relative(String name) {
        String path = name.startsWith("./") ? name.substring(2) : name;
        return path.endsWith("/") ? path.substring(0, path.length() - 1) : path;
    }

    private void read(String member, Reading reading) {
        try (InputStream bytes = new BufferedInputStream(Files.newInputStream(file));
                ArArchiveInputStream archive = new ArArchiveInputStream(bytes)) {
            ArArchiveEntry entry;
            while ((entry = archive.getNextEntry()) != null) {
                if (entry.getName().startsWith(member)) {
                    reading.read(new TarArchiveInputStream(decompressed(entry.getName(), archive)));
                    return;
                }
            }
            throw InputException.of("%s: no Debian package, it has no %s".formatted(file, member));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot unpack " + file, e);
        }
    }

    private InputStream decompressed(String member, InputStream content) throws IOException {
        if (member.endsWith(".xz")) {
            return new BufferedInputStream(new XZCompressorInputStream(content));
        }
        if (member.endsWith(".gz")) {
            return new BufferedInputStream(new GzipCompressorInputStream(content));
        }
        if (member.endsWith(".tar")) {
            return content;
        }
        throw InputException.of("%s: %s is compressed in a way that Debian does not use".formatted(file, member));
    }

    /** Reads an archive that is closed with the package around it. */
    @FunctionalInterface
    private interface Reading {
        void read(TarArchiveInputStream tar) throws IOException;
    }
}
