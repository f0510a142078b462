package io.xisuan.benchmarks.cluster;

import io.xisuan.benchmarks.NotMeasured;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** What Linux says of a process in {@code /proc}: processor time and memory. */
final class ProcessFacts {
    /** Clock ticks of {@code /proc/PID/stat} are 1/100 s on every Linux that runs Java (USER_HZ). */
    private static final long MILLIS_PER_TICK = 10;

    /** Of the words behind the program's name: the state is the first, utime the 12th, stime the 13th (proc(5)). */
    private static final int USER_TIME = 11;

    private static final int SYSTEM_TIME = 12;

    private final Path folder;

    ProcessFacts(long pid) {
        this.folder = Path.of("/proc", Long.toString(pid));
    }

    /** Returns the processor time so far of all its threads, in milliseconds. */
    long cpuMillis() {
        return cpuMillis(String.join(" ", lines("stat")));
    }

    /** Reads {@code /proc/PID/stat}: the name in brackets may hold spaces and brackets. */
    static long cpuMillis(String stat) {
        String[] words = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
        return (Long.parseLong(words[USER_TIME]) + Long.parseLong(words[SYSTEM_TIME])) * MILLIS_PER_TICK;
    }

    /** Returns the memory that it has now, in MB of 10^6 bytes. */
    double residentMb() {
        return megabytes(lines("status"), "VmRSS:");
    }

    /** Returns the most memory that it had so far, in MB of 10^6 bytes. */
    double peakMb() {
        return megabytes(lines("status"), "VmHWM:");
    }

    /** Reads a line as {@code VmRSS:  123 kB}. */
    static double megabytes(List<String> status, String field) {
        return status.stream()
                .filter(line -> line.startsWith(field))
                .mapToDouble(line -> Double.parseDouble(line.replaceAll("[^0-9]", "")) * 1024 / 1e6)
                .findFirst()
                .orElseThrow(() -> new NotMeasured("/proc tells no " + field));
    }

    private List<String> lines(String file) {
        try {
            return Files.readAllLines(folder.resolve(file), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new NotMeasured("%s cannot be read: the process ended, or this is no Linux".formatted(folder));
        }
    }
}
