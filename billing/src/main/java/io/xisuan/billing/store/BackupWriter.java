package io.xisuan.billing.store;

import io.xisuan.model.InputException;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.MessageDigest;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.jdbi.v3.core.Handle;

/** Writes all tables as they are in one snapshot into an archive: each as text in the order of its keys, then the manifest. */
final class BackupWriter {
    /** Rows that a server sends at once. */
    static final int FETCH = 1_000;

    /** The date of every entry: an archive says nothing about when it was made. */
    private static final LocalDateTime NO_DATE = LocalDateTime.of(1980, 1, 1, 0, 0);

    private final Handle handle;
    private final int version;
    private final ZipOutputStream zip;

    private BackupWriter(Handle handle, int version, OutputStream out) {
        this.handle = handle;
        this.version = version;
        this.zip = new ZipOutputStream(out, StandardCharsets.UTF_8);
    }

    /**
     * Writes a file that is whole when it has its name.
     *
     * @throws InputException when the file is there already, or its folder is not
     */
    static BackupSummary write(Handle handle, int version, Path file) {
        Path whole = file.toAbsolutePath().normalize();
        if (Files.exists(whole)) {
            throw InputException.of("%s is there already: name a new file".formatted(whole));
        }
        Path part = whole.resolveSibling(whole.getFileName() + ".part");
        try {
            BackupManifest manifest;
            try (OutputStream out = Files.newOutputStream(part)) {
                manifest = new BackupWriter(handle, version, out).all();
            }
            Files.move(part, whole, StandardCopyOption.ATOMIC_MOVE);
            return Backup.summary(manifest, whole);
        } catch (IOException e) {
            throw InputException.of("%s cannot be written: %s".formatted(whole, e.getMessage()));
        } finally {
            part.toFile().delete();
        }
    }

    private BackupManifest all() throws IOException {
        List<BackupManifest.Content> contents = new ArrayList<>();
        List<TableShape> tables = TableShape.all(handle).stream()
                .sorted(Comparator.comparing(TableShape::name))
                .toList();
        for (TableShape table : tables) {
            contents.add(write(table));
        }
        LedgerHead head = LedgerRows.head(handle);
        BackupManifest manifest = new BackupManifest(BackupManifest.FORMAT, version, head.seq(), head.hash(), contents);
        begin(BackupManifest.ENTRY);
        zip.write(manifest.json().getBytes(StandardCharsets.UTF_8));
        zip.closeEntry();
        zip.finish();
        return manifest;
    }

    private BackupManifest.Content write(TableShape table) throws IOException {
        begin(new BackupManifest.Content(table.name(), 0, "").entry());
        MessageDigest digest = Backup.digest();
        line(digest, RowText.header(table));
        long rows = handle.createQuery(table.select())
                .setFetchSize(FETCH)
                .map((row, context) -> {
                    line(digest, RowText.of(table, row));
                    return 1L;
                })
                .reduce(0L, Long::sum);
        zip.closeEntry();
        return new BackupManifest.Content(table.name(), rows, HexFormat.of().formatHex(digest.digest()));
    }

    private void begin(String name) throws IOException {
        ZipEntry entry = new ZipEntry(name);
        entry.setTimeLocal(NO_DATE);
        zip.putNextEntry(entry);
    }

    private void line(MessageDigest digest, String text) {
        byte[] bytes = (text + "\n").getBytes(StandardCharsets.UTF_8);
        digest.update(bytes);
        try {
            zip.write(bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
