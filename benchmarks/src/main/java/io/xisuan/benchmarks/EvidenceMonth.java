package io.xisuan.benchmarks;

import io.xisuan.model.DeviceKey;
import io.xisuan.model.NodeName;
import io.xisuan.operator.metering.evidence.HourUse;
import io.xisuan.operator.metering.evidence.StoredUse;
import io.xisuan.operator.metering.evidence.files.BlockFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.SplittableRandom;

/**
 * Invented evidence of many days in files of a day each, by minute: jobs with a level and noise in whole per cent, idle devices,
 * single gaps, exporters that are down for a while, and energy by hour.
 */
record EvidenceMonth(Path folder, long startMillis, int days, int nodes, int devicesPerNode, long seed) {
    private static final int HOURS = 24;
    private static final long DAY_MILLIS = 86_400_000;
    private static final long HOUR_MILLIS = 3_600_000;
    private static final int NO_SCRAPE = 1;
    private static final int DEVICE_ABSENT = 5;
    private static final int TIMEOUT = 8;

    static NodeName node(int number) {
        return new NodeName("node-" + number);
    }

    static DeviceKey device(int node, int number) {
        return new DeviceKey("GPU-%08x-0000-4000-8000-%012x".formatted(node, number));
    }

    private Path file(int day) {
        return folder.resolve("day-%02d.minutes".formatted(day));
    }

    /** Writes all days and returns their bytes. */
    long write() {
        long bytes = 0;
        for (int day = 0; day < days; day++) {
            int today = day;
            BlockFile.write(file(day), 'M', blocks -> {
                for (int node = 0; node < nodes; node++) {
                    blocks.accept(block(today, node));
                }
            });
            bytes += size(file(day));
        }
        return bytes;
    }

    private static long size(Path file) {
        try {
            return Files.size(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private byte[] block(int day, int node) {
        SplittableRandom random = new SplittableRandom(seed * 1_000_003 + day * 100_003L + node);
        StoredUse.Writer writer = new StoredUse.Writer(node(node), startMillis + day * DAY_MILLIS, HOURS);
        byte[] digest = new byte[32];
        int[] downFrom = new int[HOURS];
        for (int hour = 0; hour < HOURS; hour++) {
            random.nextBytes(digest);
            writer.digest(hour, digest);
            downFrom[hour] = random.nextInt(120) == 0 ? random.nextInt(50) : HourUse.MINUTES;
        }
        HourUse use = new HourUse();
        for (int device = 0; device < devicesPerNode; device++) {
            writer.device(device(node, device));
            long level = 60L + random.nextInt(36);
            for (int hour = 0; hour < HOURS; hour++) {
                boolean idle = random.nextInt(5) == 0;
                hour(use, random, idle ? 0 : level, downFrom[hour]);
                writer.hour(use, true);
            }
        }
        return writer.block();
    }

    private static void hour(HourUse use, SplittableRandom random, long level, int downFrom) {
        long[] minutes = new long[HourUse.MINUTES];
        long milliwattMinutes = 0;
        for (int minute = 0; minute < minutes.length; minute++) {
            boolean pause = level > 0 && random.nextInt(40) == 0;
            long percent = level == 0 ? 0 : pause ? 0 : Math.min(100, level + random.nextInt(9) - 4);
            milliwattMinutes += 70_000 + percent * 6_000;
            minutes[minute] =
                    random.nextInt(2000) == 0 ? -(random.nextBoolean() ? DEVICE_ABSENT : NO_SCRAPE) : 10 * percent;
        }
        int downUntil = Math.min(minutes.length, downFrom + 10);
        if (downFrom < downUntil) {
            Arrays.fill(minutes, downFrom, downUntil, -TIMEOUT);
        }
        use.set(minutes, milliwattMinutes * 60);
    }

    /** Reads one day: all of it, checked. */
    Map<NodeName, StoredUse> read(int day) {
        Map<NodeName, StoredUse> read = new HashMap<>(2 * nodes);
        BlockFile.read(file(day), 'M', block -> {
            StoredUse use = new StoredUse(block);
            read.put(use.node(), use);
        });
        return read;
    }

    /** Returns the end of a day, UTC. */
    long dayEnd(int day) {
        return startMillis + (day + 1) * DAY_MILLIS;
    }

    /** Returns how many minutes of devices there are. */
    long deviceMinutes() {
        return (long) nodes * devicesPerNode * days * (DAY_MILLIS / HOUR_MILLIS) * HourUse.MINUTES;
    }
}
