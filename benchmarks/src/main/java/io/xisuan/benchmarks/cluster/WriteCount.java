package io.xisuan.benchmarks.cluster;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * How many writes of one client belong to jobs, by verb and resource: until each job's pods ended, and in all. Events are counted
 * apart, as the budget does not hold them.
 */
record WriteCount(SortedMap<String, Integer> toRunning, SortedMap<String, Integer> inAll) {
    WriteCount {
        toRunning = new TreeMap<>(toRunning);
        inAll = new TreeMap<>(inAll);
    }

    /**
     * Counts.
     *
     * @param ends by job name, when its pods ended: what was written before belongs to its way to Running
     */
    static WriteCount of(List<AuditLog.Write> writes, String namespace, SortedMap<String, Instant> ends) {
        TreeMap<String, Integer> toRunning = new TreeMap<>();
        TreeMap<String, Integer> inAll = new TreeMap<>();
        for (AuditLog.Write write : writes) {
            String job = write.namespace().equals(namespace) ? jobOf(write.name(), ends) : "";
            if (!job.isEmpty()) {
                inAll.merge(write.what(), 1, Integer::sum);
                if (write.at().isBefore(ends.getOrDefault(job, Instant.MIN))) {
                    toRunning.merge(write.what(), 1, Integer::sum);
                }
            }
        }
        return new WriteCount(toRunning, inAll);
    }

    /** The job that an object is of: objects are named after it, with a hyphen or a dot behind its name. Empty for none. */
    private static String jobOf(String object, SortedMap<String, Instant> ends) {
        String name = object;
        while (!ends.containsKey(name)) {
            int cut = Math.max(name.lastIndexOf('-'), name.lastIndexOf('.'));
            if (cut <= 0) {
                return "";
            }
            name = name.substring(0, cut);
        }
        return name;
    }

    /** Returns the writes but for Events. */
    static int budgeted(SortedMap<String, Integer> counts) {
        return sum(counts, false);
    }

    /** Returns the Events among them. */
    int events() {
        return sum(inAll, true);
    }

    private static int sum(SortedMap<String, Integer> counts, boolean events) {
        return counts.entrySet().stream()
                .filter(entry -> entry.getKey().endsWith(" events") == events)
                .mapToInt(Map.Entry::getValue)
                .sum();
    }
}
