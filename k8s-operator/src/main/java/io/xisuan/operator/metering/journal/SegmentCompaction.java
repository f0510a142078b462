package io.xisuan.operator.metering.journal;

import io.xisuan.model.InputException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.zip.GZIPOutputStream;

/**
 * Compresses the segments of sealed hours: every record stays as it is, and the hour's root is checked again over what was compressed
 * before the plain file goes. The same segment always gives the same compressed bytes.
 */
public final class SegmentCompaction {
    private static final int BUFFER_BYTES = 1 << 16;

    private SegmentCompaction() {}

    /**
     * What was done.
     *
     * @param segments how many were compressed
     * @param before their bytes before
     * @param after their bytes now
     */
    public record Saved(int segments, long before, long after) {}

    /**
     * Compresses the segments of hours that were over by then.
     *
     * @throws InputException when a writer works in the folder, or a segment is not what was sealed; that one is left as it is
     */
    public static Saved compact(Path folder, long overByMillis) {
        if (!Files.isDirectory(folder)) {
            throw InputException.of(
                    "%s is no folder; give the folder that holds a journal's segments".formatted(folder));
        }
        FolderLock lock = JournalLock.take(folder);
        try {
            return compress(folder, overByMillis);
        } catch (IOException e) {
            throw InputException.of("%s cannot be compressed: %s".formatted(folder, e.getMessage()));
        } finally {
            lock.close();
        }
    }

    private static Saved compress(Path folder, long overByMillis) throws IOException {
        List<HourSeal> seals = SealFile.read(folder).seals();
        List<Path> segments = Segment.in(folder);
        int count = 0;
        long before = 0;
        long after = 0;
        for (int i = 0; i < Math.min(seals.size(), segments.size()); i++) {
            Path plain = segments.get(i);
            if (!Segment.name(plain).endsWith(Segment.GZIP) && seals.get(i).hourEndMillis() <= overByMillis) {
                before += Files.size(plain);
                after += compress(folder, plain, seals.get(i));
                count++;
            }
        }
        return new Saved(count, before, after);
    }

    private static long compress(Path folder, Path plain, HourSeal seal) throws IOException {
        Path gzip = plain.resolveSibling(Segment.name(plain) + Segment.GZIP);
        Path draft = plain.resolveSibling("compressing-" + Segment.name(gzip));
        try (InputStream in = Files.newInputStream(plain);
                OutputStream out = new GZIPOutputStream(Files.newOutputStream(draft), BUFFER_BYTES)) {
            in.transferTo(out);
        }
        requireSealed(folder, draft, seal);
        try (JournalFiles.Tail written = JournalFiles.DISK.tail(draft)) {
            written.force();
        }
        Files.move(draft, gzip, StandardCopyOption.REPLACE_EXISTING);
        JournalFiles.DISK.forceFolder(folder);
        Files.delete(plain);
        return Files.size(gzip);
    }

    private static void requireSealed(Path folder, Path draft, HourSeal seal) throws IOException {
        SegmentReader reader = new SegmentReader(new FolderReader(folder).after(draft));
        reader.treeOf(seal.digest());
        boolean same = reader.walk(draft, (record, offset) -> {}).isEmpty()
                && reader.tornAt() < 0
                && reader.first() == seal.firstSeq()
                && reader.head().seq() == seal.lastSeq()
                && reader.tree().root().equals(seal.merkleRoot());
        if (!same) {
            Files.delete(draft);
            throw InputException.of(
                    "the records of %s are not those that were sealed: see journal verify; it was left as it is"
                            .formatted(seal.hour()));
        }
    }
}
