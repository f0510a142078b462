package io.xisuan.benchmarks;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;

/**
 * The least that a durable commit can cost: so many bytes written over a part of a file that is there already, and flushed with
 * fdatasync, again and again. A write-ahead log does the same.
 */
final class BareFlush implements AutoCloseable {
    private static final int RING_BYTES = 4 << 20;
    private static final Path IO = Path.of("/proc/self/io");

    private final FileChannel file;
    private final ByteBuffer bytes;
    private long at;

    private BareFlush(FileChannel file, ByteBuffer bytes) {
        this.file = file;
        this.bytes = bytes;
    }

    /** Makes a file in this folder and fills it. */
    static BareFlush of(Path folder, long bytesEach) {
        try {
            FileChannel file =
                    FileChannel.open(folder.resolve("bare-flush"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            int size = Math.clamp(bytesEach, 1, RING_BYTES);
            BareFlush bare = new BareFlush(file, ByteBuffer.allocateDirect(size));
            for (long filled = 0; filled < 2L * RING_BYTES; filled += size) {
                bare.bytes.rewind();
                file.write(bare.bytes, filled);
            }
            file.force(true);
            return bare;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Writes and flushes once. */
    long flush() {
        try {
            bytes.rewind();
            file.write(bytes, at);
            file.force(false);
            at = (at + bytes.capacity()) % RING_BYTES;
            return 1;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Returns how many bytes this program has handed to the system to write; empty where the system does not say. */
    static Optional<Long> written() {
        try {
            return Files.readString(IO, StandardCharsets.US_ASCII)
                    .lines()
                    .filter(line -> line.startsWith("wchar: "))
                    .map(line ->
                            Long.parseLong(line.substring("wchar: ".length()).strip()))
                    .findFirst();
        } catch (IOException notLinux) {
            return Optional.empty();
        }
    }

    @Override
    public void close() {
        try {
            file.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
