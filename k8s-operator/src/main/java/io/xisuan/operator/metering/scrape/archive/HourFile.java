package io.xisuan.operator.metering.scrape.archive;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;

/** The texts of one hour in one file, which only grows; what stands half at its end after a crash is cut off. */
final class HourFile implements AutoCloseable {
    private final FileChannel channel;
    private final DigestSet digests = new DigestSet();
    private long size;

    private HourFile(FileChannel channel) {
        this.channel = channel;
    }

    /** Opens it to add to it. */
    static HourFile open(Path path) throws IOException {
        HourFile file = new HourFile(
                FileChannel.open(path, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE));
        file.recover();
        return file;
    }

    private void recover() throws IOException {
        Optional<ArchiveEntry> next = ArchiveEntry.read(channel, size);
        while (next.isPresent()) {
            digests.add(next.get().digest());
            size = next.get().end();
            next = ArchiveEntry.read(channel, size);
        }
        channel.truncate(size);
    }

    long size() {
        return size;
    }

    int count() {
        return digests.count();
    }

    boolean holds(Digest digest) {
        return digests.contains(digest);
    }

    /** Adds an entry; when it cannot be written whole the file stays as it was. */
    void add(Digest digest, byte[] entry) throws IOException {
        ByteBuffer rest = ByteBuffer.wrap(entry);
        long at = size;
        try {
            while (rest.hasRemaining()) {
                at += channel.write(rest, at);
            }
        } catch (IOException e) {
            channel.truncate(size);
            throw e;
        }
        digests.add(digest);
        size = at;
    }

    /** Looks for a text in a file, also one that is being written. */
    static Optional<byte[]> find(Path path, Digest digest) throws IOException {
        try (FileChannel channel = FileChannel.open(path, StandardOpenOption.READ)) {
            Optional<ArchiveEntry> next = ArchiveEntry.head(channel, 0);
            while (next.isPresent()) {
                if (next.get().digest().equals(digest)) {
                    return Optional.of(next.get().text(channel));
                }
                next = ArchiveEntry.head(channel, next.get().end());
            }
            return Optional.empty();
        }
    }

    /** Closes it with everything on the disk. */
    @Override
    public void close() throws IOException {
        channel.force(true);
        channel.close();
    }
}
