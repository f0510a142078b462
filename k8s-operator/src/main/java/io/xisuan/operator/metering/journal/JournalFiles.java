package io.xisuan.operator.metering.journal;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;

/** What a journal writes its files through: the disk, or in tests one that is full or fails. */
public interface JournalFiles {
    /** The disk of this machine. */
    JournalFiles DISK = new JournalFiles() {};

    /** A file that is written at its end. */
    interface Tail extends Closeable {
        void write(byte[] bytes, int from, int length) throws IOException;

        /** Returns once everything written is on the disk. One that failed is never asked again: what it lost stays lost. */
        void force() throws IOException;

        /** Cuts off what stands after this many bytes. */
        void truncate(long length) throws IOException;
    }

    /** Opens a file at its end, making it when it is not there. */
    default Tail tail(Path file) throws IOException {
        return new DiskTail(FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.APPEND));
    }

    /** Writes a file whole or not at all. */
    default void replace(Path file, byte[] bytes, boolean durably) throws IOException {
        Path fresh = file.resolveSibling(Segment.name(file) + ".new");
        try (FileChannel channel = FileChannel.open(
                fresh, StandardOpenOption.CREATE, StandardOpenOption.WRITE, StandardOpenOption.TRUNCATE_EXISTING)) {
            ByteBuffer buffer = ByteBuffer.wrap(bytes);
            while (buffer.hasRemaining()) {
                channel.write(buffer);
            }
            if (durably) {
                channel.force(true);
            }
        }
        try {
            Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (AtomicMoveNotSupportedException e) {
            Files.move(fresh, file, StandardCopyOption.REPLACE_EXISTING);
        }
    }

    /** Returns once the names in a folder are on the disk. */
    default void forceFolder(Path folder) throws IOException {
        try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
            channel.force(true);
        }
    }

    /** A file of this machine. */
    record DiskTail(FileChannel channel) implements Tail {
        @Override
        public void write(byte[] bytes, int from, int length) throws IOException {
            ByteBuffer buffer = ByteBuffer.wrap(bytes, from, length);
            while (buffer.hasRemaining()) {
                channel.write(buffer);
            }
        }

        @Override
        public void force() throws IOException {
            channel.force(false);
        }

        @Override
        public void truncate(long length) throws IOException {
            channel.truncate(length);
        }

        @Override
        public void close() throws IOException {
            channel.close();
        }
    }
}
