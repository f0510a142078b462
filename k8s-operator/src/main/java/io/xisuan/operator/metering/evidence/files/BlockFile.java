package io.xisuan.operator.metering.evidence.files;

import io.xisuan.model.InputException;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.function.Consumer;
import java.util.zip.CRC32C;

/**
 * A file of blocks: a header with version and kind, each block with its length and CRC-32C, and their number at the end, so that a
 * file that was cut or changed is never taken for a whole one. It appears under its name only when it is complete and on disk.
 */
public final class BlockFile {
    private static final int MAGIC = 0x58455631; // XEV1

    /** No block is larger: a node's hour has some kilobytes. */
    private static final int LARGEST_BLOCK = 64 << 20;

    private BlockFile() {}

    /** Takes the blocks of a file that is being written. */
    public interface Blocks extends Consumer<byte[]> {}

    /**
     * Writes a file, in place of one of the same name.
     *
     * @param kind what the blocks are, one letter
     * @param content gives the blocks
     */
    public static void write(Path file, char kind, Consumer<Blocks> content) {
        Path part = file.resolveSibling(file.getFileName() + ".part");
        try {
            Files.createDirectories(file.toAbsolutePath().getParent());
            try (FileChannel channel = FileChannel.open(
                            part,
                            StandardOpenOption.CREATE,
                            StandardOpenOption.TRUNCATE_EXISTING,
                            StandardOpenOption.WRITE);
                    DataOutputStream out = new DataOutputStream(
                            new BufferedOutputStream(Channels.newOutputStream(channel), 1 << 16))) {
                out.writeInt(MAGIC);
                out.writeChar(kind);
                int[] count = {0};
                content.accept(block -> count[0] += append(out, block));
                out.writeInt(0);
                out.writeInt(count[0]);
                out.flush();
                channel.force(true);
            }
            Files.move(part, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            try (FileChannel folder = FileChannel.open(file.toAbsolutePath().getParent())) {
                folder.force(true);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("Evidence cannot be written to " + file, e);
        }
    }

    private static int append(DataOutputStream out, byte[] block) {
        try {
            out.writeInt(block.length);
            out.writeInt(checksum(block));
            out.write(block);
            return 1;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static int checksum(byte[] block) {
        CRC32C sum = new CRC32C();
        sum.update(block);
        return (int) sum.getValue();
    }

    /**
     * Reads a file block by block; each is checked before it is given, and the last word on the file comes at its end.
     *
     * @throws InputException when the file is of another kind, damaged or cut
     */
    public static void read(Path file, char kind, Consumer<byte[]> blocks) {
        try (DataInputStream in = new DataInputStream(new BufferedInputStream(Files.newInputStream(file), 1 << 16))) {
            if (in.readInt() != MAGIC || in.readChar() != kind) {
                throw InputException.of("%s is no file of evidence of kind %c".formatted(file, kind));
            }
            int count = 0;
            for (int length = in.readInt(); length != 0; length = in.readInt()) {
                int sum = in.readInt();
                byte[] block = block(in, length);
                if (block.length != length || checksum(block) != sum) {
                    throw damaged(file);
                }
                count++;
                blocks.accept(block);
            }
            if (in.readInt() != count || in.read() >= 0) {
                throw damaged(file);
            }
        } catch (EOFException e) {
            throw damaged(file);
        } catch (IOException e) {
            throw new UncheckedIOException("Evidence cannot be read from " + file, e);
        }
    }

    private static byte[] block(DataInputStream in, int length) throws IOException {
        return length < 0 || length > LARGEST_BLOCK ? new byte[0] : in.readNBytes(length);
    }

    private static InputException damaged(Path file) {
        return InputException.of("%s is damaged or cut: restore it from a copy".formatted(file));
    }
}
