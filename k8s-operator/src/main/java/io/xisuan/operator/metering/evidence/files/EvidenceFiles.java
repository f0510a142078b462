package io.xisuan.operator.metering.evidence.files;

import io.xisuan.model.InputException;
import io.xisuan.model.NodeName;
import io.xisuan.model.SiteId;
import io.xisuan.operator.metering.evidence.EvidenceCollector;
import io.xisuan.operator.metering.evidence.StoredUse;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import java.util.stream.Stream;

/**
 * The evidence of all sites in a folder: for each site and UTC hour a file of slots, which restores what was collected, and a file
 * of minutes, which is kept for audits. Writing an hour again replaces it, so late outcomes get in and a crash harms nothing.
 */
public final class EvidenceFiles {
    private static final String SLOTS = ".slots";
    private static final String MINUTES = ".minutes";
    private static final long HOUR_MILLIS = 3_600_000;
    private static final DateTimeFormatter HOUR =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH", Locale.ROOT).withZone(ZoneOffset.UTC);

    private final Path folder;

    public EvidenceFiles(Path folder) {
        this.folder = folder;
    }

    /**
     * Writes every hour that ends by the given time and of which the collector has anything, and returns how many it wrote. Nothing
     * is dropped from memory: {@link EvidenceCollector#forgetBefore} does that.
     */
    public int flush(EvidenceCollector collector, long untilMillis) {
        return flush(collector, 0, untilMillis);
    }

    /** Writes those of these hours that end after the given time: what ended before it was written then. */
    public int flush(EvidenceCollector collector, long sinceMillis, long untilMillis) {
        int written = 0;
        for (SiteId site : collector.sites()) {
            for (long hour : collector.hours(site)) {
                if (hour + HOUR_MILLIS > sinceMillis && hour + HOUR_MILLIS <= untilMillis) {
                    BlockFile.write(path(site, hour, SLOTS), 'S', blocks -> collector.pages(site, hour, blocks));
                    BlockFile.write(path(site, hour, MINUTES), 'M', blocks -> collector.uses(site, hour, blocks));
                    written++;
                }
            }
        }
        return written;
    }

    /** Writes the hour that is not over yet, as before an orderly stop. */
    public void flushOpen(EvidenceCollector collector) {
        for (SiteId site : collector.sites()) {
            for (long hour : collector.hours(site)) {
                BlockFile.write(path(site, hour, SLOTS), 'S', blocks -> collector.pages(site, hour, blocks));
            }
        }
    }

    /**
     * Puts the slots of all hours from the given time back that can be read whole, and puts each other file aside under the ending
     * {@code .damaged}, so that the hour is not written over by what is left of it. Returns what is wrong with those.
     */
    public List<String> restore(EvidenceCollector collector, long sinceMillis) {
        List<String> damaged = new ArrayList<>();
        each(SLOTS, (site, file) -> {
            if (hourOf(file, SLOTS) + HOUR_MILLIS > sinceMillis) {
                List<byte[]> blocks = new ArrayList<>();
                try {
                    BlockFile.read(file, 'S', blocks::add);
                    blocks.forEach(block -> collector.restore(site, block));
                } catch (InputException e) {
                    damaged.add(String.valueOf(e.getMessage()));
                    setAside(file);
                    setAside(path(site, hourOf(file, SLOTS), MINUTES));
                }
            }
        });
        return damaged;
    }

    private static void setAside(Path file) {
        try {
            if (Files.exists(file)) {
                Files.move(
                        file,
                        file.resolveSibling(file.getFileName() + ".damaged"),
                        StandardCopyOption.REPLACE_EXISTING);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Returns what is kept of one node and hour, when there is anything. */
    public Optional<StoredUse> use(SiteId site, NodeName node, long hourMillis) {
        Path file = path(site, hourMillis, MINUTES);
        TreeMap<String, StoredUse> found = new TreeMap<>();
        if (Files.exists(file)) {
            BlockFile.read(file, 'M', block -> {
                StoredUse use = new StoredUse(block);
                if (use.node().equals(node)) {
                    found.put("", use);
                }
            });
        }
        return found.values().stream().findFirst();
    }

    /**
     * Drops slots and minutes that are older than they are kept. The counts of every hour stay: sum, coverage, highest, energy and
     * gaps by cause.
     */
    public void compact(long slotsBeforeMillis, long minutesBeforeMillis) {
        each(SLOTS, (site, file) -> {
            if (hourOf(file, SLOTS) + HOUR_MILLIS <= slotsBeforeMillis) {
                delete(file);
            }
        });
        each(MINUTES, (site, file) -> {
            if (hourOf(file, MINUTES) + HOUR_MILLIS <= minutesBeforeMillis) {
                BlockFile.write(
                        file,
                        'M',
                        blocks -> BlockFile.read(
                                file, 'M', block -> blocks.accept(new StoredUse(block).withoutMinutes())));
            }
        });
    }

    private Path path(SiteId site, long hourMillis, String ending) {
        return folder.resolve(named(site)).resolve(HOUR.format(Instant.ofEpochMilli(hourMillis)) + ending);
    }

    /** A site's name as a folder: whatever it is, it stays within ours. */
    private static String named(SiteId site) {
        String name = URLEncoder.encode(site.value(), StandardCharsets.UTF_8);
        return name.startsWith(".") ? "%2E" + name.substring(1) : name;
    }

    private static SiteId siteOf(Path folder) {
        return new SiteId(URLDecoder.decode(folder.getFileName().toString(), StandardCharsets.UTF_8));
    }

    private static long hourOf(Path file, String ending) {
        String name = file.getFileName().toString();
        return Instant.parse(name.substring(0, name.length() - ending.length()) + ":00:00Z")
                .toEpochMilli();
    }

    private void each(String ending, BiConsumer<SiteId, Path> reader) {
        for (Path site : list(folder)) {
            if (Files.isDirectory(site)) {
                for (Path file : list(site)) {
                    if (file.getFileName().toString().endsWith(ending)) {
                        reader.accept(siteOf(site), file);
                    }
                }
            }
        }
    }

    private static List<Path> list(Path folder) {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.sorted().toList();
        } catch (IOException e) {
            throw new UncheckedIOException("Evidence cannot be listed in " + folder, e);
        }
    }

    private static void delete(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            throw new UncheckedIOException("Evidence cannot be dropped: " + file, e);
        }
    }
}
