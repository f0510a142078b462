package io.xisuan.billing.store;

import io.xisuan.model.InputException;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.zip.CRC32;
import java.util.zip.CheckedInputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;

/** An archive that {@link BackupWriter} wrote, whose every byte was compared with its manifest before any of it is used. */
final class Backup implements AutoCloseable {
    private final Path file;
    private final ZipFile zip;
    private final BackupManifest manifest;

    private Backup(Path file, ZipFile zip, BackupManifest manifest) {
        this.file = file;
        this.zip = zip;
        this.manifest = manifest;
    }

    /**
     * Opens an archive and reads it once from end to end.
     *
     * @throws InputException when it is damaged, or no backup
     */
    static Backup open(Path file) {
        if (!Files.isRegularFile(file)) {
            throw InputException.of("There is no backup at %s".formatted(file));
        }
        Optional<ZipFile> opened = Optional.empty();
        try {
            ZipFile zip = new ZipFile(file.toFile(), StandardCharsets.UTF_8);
            opened = Optional.of(zip);
            Backup backup = new Backup(file, zip, manifest(zip));
            backup.check();
            return backup;
        } catch (ZipException | IllegalArgumentException e) {
            close(opened);
            throw InputException.of("%s is no backup of xisuan, or it is damaged: %s".formatted(file, e.getMessage()));
        } catch (IOException e) {
            close(opened);
            throw InputException.of("%s cannot be read: %s".formatted(file, e.getMessage()));
        }
    }

    private static void close(Optional<ZipFile> opened) {
        opened.ifPresent(zip -> {
            try {
                zip.close();
            } catch (IOException unimportant) {
                // It was only read from.
            }
        });
    }

    private static BackupManifest manifest(ZipFile zip) throws IOException {
        CheckedInputStream in =
                new CheckedInputStream(zip.getInputStream(entry(zip, BackupManifest.ENTRY)), new CRC32());
        try (in) {
            BackupManifest manifest = BackupManifest.parse(new String(in.readAllBytes(), StandardCharsets.UTF_8));
            if (in.getChecksum().getValue() != entry(zip, BackupManifest.ENTRY).getCrc()) {
                throw new IllegalArgumentException("its manifest is not what was written");
            }
            if (!manifest.format().equals(BackupManifest.FORMAT)) {
                throw new IllegalArgumentException(
                        "its form is \"%s\", not \"%s\"".formatted(manifest.format(), BackupManifest.FORMAT));
            }
            return manifest;
        }
    }

    private static ZipEntry entry(ZipFile zip, String name) {
        return Optional.ofNullable(zip.getEntry(name))
                .orElseThrow(() -> new IllegalArgumentException("it holds no " + name));
    }

    private void check() throws IOException {
        SortedSet<String> named = manifest.tables().stream()
                .map(BackupManifest.Content::entry)
                .collect(Collectors.toCollection(TreeSet::new));
        named.add(BackupManifest.ENTRY);
        List<String> entries = zip.stream().map(ZipEntry::getName).sorted().toList();
        if (!entries.equals(List.copyOf(named))) {
            throw new IllegalArgumentException("its entries are not those of its manifest");
        }
        for (BackupManifest.Content table : manifest.tables()) {
            lines(table, line -> {});
        }
    }

    BackupManifest manifest() {
        return manifest;
    }

    BackupSummary summary() {
        return summary(manifest, file);
    }

    static BackupSummary summary(BackupManifest manifest, Path file) {
        long rows = manifest.tables().stream()
                .mapToLong(BackupManifest.Content::rows)
                .sum();
        try (InputStream in = new DigestInputStream(Files.newInputStream(file), digest())) {
            in.transferTo(java.io.OutputStream.nullOutputStream());
            byte[] digest = ((DigestInputStream) in).getMessageDigest().digest();
            return new BackupSummary(
                    manifest.tables().size(),
                    rows,
                    manifest.ledgerSeq(),
                    manifest.ledgerHash(),
                    HexFormat.of().formatHex(digest));
        } catch (IOException e) {
            throw InputException.of("%s cannot be read: %s".formatted(file, e.getMessage()));
        }
    }

    /**
     * Reads a table's lines: the header, then its rows in the order of their keys.
     *
     * @throws IllegalArgumentException at the end, when the text or the number of rows is not the manifest's
     */
    void lines(BackupManifest.Content table, Consumer<String> reader) throws IOException {
        MessageDigest digest = digest();
        long rows = -1;
        InputStream bytes = new DigestInputStream(zip.getInputStream(entry(zip, table.entry())), digest);
        try (BufferedReader lines = new BufferedReader(new InputStreamReader(
                bytes, StandardCharsets.UTF_8.newDecoder().onMalformedInput(CodingErrorAction.REPLACE)))) {
            String line = lines.readLine();
            while (line != null) {
                reader.accept(line);
                rows++;
                line = lines.readLine();
            }
        }
        if (!HexFormat.of().formatHex(digest.digest()).equals(table.sha256()) || rows != table.rows()) {
            throw new IllegalArgumentException(
                    "the rows of table %s are not those that were written".formatted(table.name()));
        }
    }

    static MessageDigest digest() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java runtime has SHA-256; this one does not", e);
        }
    }

    @Override
    public void close() {
        close(Optional.of(zip));
    }
}
