package io.xisuan.scheduler.simulation;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/** In which order waiting jobs start, and whether running ones make room. */
public enum Policy {
    /** The product's own scheduler. */
    XISUAN,
    /** By submission; the first that does not fit blocks the others. */
    FIFO,
    /** Shortest run time first; the first that does not fit blocks the others. */
    SJF,
    /** EASY: by submission; others may go ahead when they do not delay the first. */
    BACKFILL,
    /** Shortest remaining run time first, with preemption and free migration. */
    SRTF,
    /** Shortest remaining device time first, with preemption and free migration. */
    SRSF;

    /** Returns the policy with this id. */
    public static Optional<Policy> byId(String id) {
        return Arrays.stream(values()).filter(policy -> policy.id().equals(id)).findFirst();
    }

    /** Returns all ids, separated by commas. */
    public static String knownIds() {
        return Arrays.stream(values()).map(Policy::id).collect(Collectors.joining(", "));
    }

    /** Returns the name on the command line. */
    public String id() {
        return name().toLowerCase(Locale.ROOT);
    }
}
