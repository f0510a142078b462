package io.xisuan.billing.rendering;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/**
 * The entries of a ZIP archive in memory, read by its central directory: the writer of workbooks leaves sizes out of the entries' own
 * heads, which {@code ZipInputStream} refuses. APPNOTE.TXT 4.3 of PKWARE.
 */
final class ZipEntries {
    private static final int END_LENGTH = 22;
    private static final int CENTRAL_LENGTH = 46;
    private static final int LOCAL_LENGTH = 30;

    private ZipEntries() {}

    /** Returns the contents by name, in the order of the directory; the archive has no comment. */
    static Map<String, byte[]> of(byte[] archive) {
        ByteBuffer bytes = ByteBuffer.wrap(archive).order(ByteOrder.LITTLE_ENDIAN);
        int end = archive.length - END_LENGTH;
        int entries = bytes.getShort(end + 10);
        int at = bytes.getInt(end + 16);
        Map<String, byte[]> contents = new LinkedHashMap<>();
        for (int i = 0; i < entries; i++) {
            int nameLength = bytes.getShort(at + 28);
            String name = new String(archive, at + CENTRAL_LENGTH, nameLength, StandardCharsets.UTF_8);
            contents.put(name, content(bytes, at));
            at += CENTRAL_LENGTH + nameLength + bytes.getShort(at + 30) + bytes.getShort(at + 32);
        }
        return contents;
    }

    private static byte[] content(ByteBuffer bytes, int central) {
        int packed = bytes.getInt(central + 20);
        byte[] content = new byte[bytes.getInt(central + 24)];
        int local = bytes.getInt(central + 42);
        int from = local + LOCAL_LENGTH + bytes.getShort(local + 26) + bytes.getShort(local + 28);
        Inflater inflater = new Inflater(true);
        try {
            inflater.setInput(bytes.slice(from, packed));
            int length = inflater.inflate(content);
            if (length != content.length) {
                throw new IllegalStateException(
                        "An entry of a workbook has %d bytes, not %d".formatted(length, content.length));
            }
            return content;
        } catch (DataFormatException e) {
            throw new IllegalStateException("The workbook that was just written cannot be read", e);
        } finally {
            inflater.end();
        }
    }
}
