package io.xisuan.operator.metering.scrape.archive;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import java.util.zip.Deflater;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Exporter texts by their SHA-256, each once an hour. Appended without waiting for the disk: a crash loses what the system had
 * not written, never what stood before. What cannot be written is dropped and counted; the journal has the hash all the same,
 * and a missing text is a gap that shows. Safe for many threads.
 */
public final class EvidenceArchive implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(EvidenceArchive.class);
    private static final DateTimeFormatter HOUR =
            DateTimeFormatter.ofPattern("uuuuMMdd'T'HH", Locale.ROOT).withZone(ZoneOffset.UTC);
    private static final String ENDING = ".texts";
    private static final int LEVEL = 1;

    private record Current(String hour, HourFile file) {}

    private final ArchiveOptions options;
    private final TreeMap<String, Long> bytesByHour = new TreeMap<>();
    private final Deflater deflater = new Deflater(LEVEL);
    private Optional<Current> current = Optional.empty();
    private long bytes;
    private long dropped;
    private boolean failing;

    private EvidenceArchive(ArchiveOptions options) {
        this.options = options;
    }

    /**
     * What is there.
     *
     * @param dropped texts that could not be written since the start
     */
    public record Standing(int hours, long bytes, long dropped) {}

    /** Opens the archive; the newest hour is checked to its end, older ones when they are read. */
    public static EvidenceArchive open(ArchiveOptions options) throws IOException {
        Files.createDirectories(options.folder());
        EvidenceArchive archive = new EvidenceArchive(options);
        try (Stream<Path> files = Files.list(options.folder())) {
            for (Path path : files.sorted().toList()) {
                String name = path.getFileName().toString();
                if (name.endsWith(ENDING)) {
                    archive.count(name.substring(0, name.length() - ENDING.length()), Files.size(path));
                }
            }
        }
        if (!archive.bytesByHour.isEmpty()) {
            archive.turnTo(archive.bytesByHour.lastKey());
        }
        return archive;
    }

    private void count(String hour, long size) {
        Long before = bytesByHour.put(hour, size);
        bytes += size - (before == null ? 0 : before);
    }

    private Path path(String hour) {
        return options.folder().resolve(hour + ENDING);
    }

    /**
     * Keeps a text; never fails, and never waits for more than its own write.
     *
     * @param millis when it came, UTC
     * @return the SHA-256 under which it is found again; with an allow-list, that of the lines kept
     */
    public synchronized String keep(byte[] body, long millis) {
        byte[] text = ArchivedText.of(body, options.families());
        Digest digest = Digest.ofText(text);
        try {
            HourFile file = turnTo(HOUR.format(Instant.ofEpochMilli(millis)));
            if (!file.holds(digest)) {
                byte[] entry = ArchiveEntry.pack(text, digest, deflater);
                makeRoom(entry.length, millis);
                file.add(digest, entry);
                count(currentHour(), file.size());
            }
            failing = false;
        } catch (IOException e) {
            drop(e);
        }
        return digest.toString();
    }

    private String currentHour() {
        return current.map(Current::hour).orElse("");
    }

    /** Returns the hour's file; one that is older than the newest is not gone back to: its texts go to the newest. */
    private HourFile turnTo(String hour) throws IOException {
        if (current.isPresent() && current.get().hour().compareTo(hour) >= 0) {
            return current.get().file();
        }
        if (current.isPresent()) {
            Current before = current.get();
            current = Optional.empty();
            before.file().close();
        }
        HourFile file = HourFile.open(path(hour));
        current = Optional.of(new Current(hour, file));
        count(hour, file.size());
        return file;
    }

    private void drop(IOException e) {
        dropped++;
        if (!failing) {
            LOG.error("exporter texts are not kept in {}: {}; metering goes on", options.folder(), e.getMessage());
        }
        failing = true;
    }

    /** Deletes the oldest hours until the rest is young enough and leaves room. */
    private void makeRoom(long more, long nowMillis) throws IOException {
        String oldest = HOUR.format(Instant.ofEpochMilli(nowMillis).minus(options.keep()));
        String first = bytesByHour.firstKey();
        while (!first.equals(currentHour()) && (first.compareTo(oldest) < 0 || bytes + more > options.mostBytes())) {
            Files.deleteIfExists(path(first));
            count(first, 0);
            bytesByHour.remove(first);
            first = bytesByHour.firstKey();
        }
        if (bytes + more > options.mostBytes()) {
            throw new IOException("this hour alone fills the %d bytes allowed".formatted(options.mostBytes()));
        }
    }

    /**
     * Returns the text with that SHA-256, newest hours first.
     *
     * @param sha256 in hexadecimal digits
     * @param fromMillis hours that ended before are not searched: an hour of many targets takes about a second
     * @throws IOException when it cannot be read or is not what it was
     */
    public Optional<byte[]> find(String sha256, long fromMillis, long toMillis) throws IOException {
        Digest digest = Digest.parse(sha256);
        String first = HOUR.format(Instant.ofEpochMilli(fromMillis));
        String last = HOUR.format(Instant.ofEpochMilli(toMillis));
        for (String hour : hours().descendingSet()) {
            if (hour.compareTo(first) >= 0 && hour.compareTo(last) <= 0) {
                Optional<byte[]> text = HourFile.find(path(hour), digest);
                if (text.isPresent()) {
                    return text;
                }
            }
        }
        return Optional.empty();
    }

    private synchronized NavigableSet<String> hours() {
        return new TreeSet<>(bytesByHour.keySet());
    }

    /** Returns what is there. */
    public synchronized Standing standing() {
        return new Standing(bytesByHour.size(), bytes, dropped);
    }

    @Override
    public synchronized void close() throws IOException {
        deflater.end();
        if (current.isPresent()) {
            current.get().file().close();
        }
    }
}
