package io.xisuan.image.debian;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.commons.compress.archivers.ar.ArArchiveEntry;
import org.apache.commons.compress.archivers.ar.ArArchiveOutputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.apache.commons.compress.archivers.tar.TarConstants;
import org.tukaani.xz.LZMA2Options;
import org.tukaani.xz.XZOutputStream;

/** A Debian package that a test makes. */
final class MadeDeb {
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final TarArchiveOutputStream data = new TarArchiveOutputStream(bytes);
    private String control = "Package: made\nVersion: 1\n";

    MadeDeb control(String text) {
        control = text;
        return this;
    }

    MadeDeb folder(String name) {
        return add(new TarArchiveEntry(name), "");
    }

    MadeDeb file(String name, String content, int mode) {
        TarArchiveEntry entry = new TarArchiveEntry(name);
        entry.setMode(mode);
        return add(entry, content);
    }

    MadeDeb link(String name, String target) {
        TarArchiveEntry entry = new TarArchiveEntry(name, TarConstants.LF_SYMLINK);
        entry.setLinkName(target);
        return add(entry, "");
    }

    MadeDeb hardLink(String name, String target) {
        TarArchiveEntry entry = new TarArchiveEntry(name, TarConstants.LF_LINK);
        entry.setLinkName(target);
        return add(entry, "");
    }

    Path write(Path file) throws IOException {
        data.close();
        try (OutputStream out = Files.newOutputStream(file);
                ArArchiveOutputStream ar = new ArArchiveOutputStream(out)) {
            member(ar, "debian-binary", "2.0\n".getBytes(StandardCharsets.US_ASCII));
            member(ar, "control.tar.xz", compressed(controlArchive()));
            member(ar, "data.tar.xz", compressed(bytes.toByteArray()));
        }
        return file;
    }

    private byte[] controlArchive() throws IOException {
        ByteArrayOutputStream archive = new ByteArrayOutputStream();
        try (TarArchiveOutputStream tar = new TarArchiveOutputStream(archive)) {
            byte[] text = control.getBytes(StandardCharsets.UTF_8);
            TarArchiveEntry entry = new TarArchiveEntry("./control");
            entry.setSize(text.length);
            tar.putArchiveEntry(entry);
            tar.write(text);
            tar.closeArchiveEntry();
        }
        return archive.toByteArray();
    }

    private static void member(ArArchiveOutputStream ar, String name, byte[] content) throws IOException {
        ar.putArchiveEntry(new ArArchiveEntry(name, content.length));
        ar.write(content);
        ar.closeArchiveEntry();
    }

    private static byte[] compressed(byte[] content) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (XZOutputStream xz = new XZOutputStream(out, new LZMA2Options(0))) {
            xz.write(content);
        }
        return out.toByteArray();
    }

    private MadeDeb add(TarArchiveEntry entry, String content) {
        try {
            byte[] text = content.getBytes(StandardCharsets.UTF_8);
            entry.setSize(text.length);
            data.putArchiveEntry(entry);
            data.write(text);
            data.closeArchiveEntry();
            return this;
        } catch (IOException e) {
            throw new UncheckedIOException("in memory", e);
        }
    }
}
