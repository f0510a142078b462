package io.xisuan.scheduler.plan;

import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;
import java.util.stream.Collectors;

/** How many nodes of a pool cannot take a worker now, by what they lack first; and how many could take one. */
public record NodeCounts(int nodes, int fitting, Map<Lack, Integer> refused) {
    /** What a node lacks; a node is counted once, under the first that applies. */
    public enum Lack {
        LOST,
        CORDONED,
        AVOIDED,
        MODE,
        ARCHITECTURE,
        DEVICES,
        CPU,
        MEMORY,
        OTHER_RESOURCE,
        RESERVED,
        /** It could take a worker, but its domain cannot take the whole gang. */
        DOMAIN
    }

    public NodeCounts {
        EnumMap<Lack, Integer> ordered = new EnumMap<>(Lack.class);
        ordered.putAll(refused);
        refused = Collections.unmodifiableMap(ordered);
    }

    @Override
    public String toString() {
        return "%d of %d nodes fit a worker%s"
                .formatted(
                        fitting,
                        nodes,
                        refused.entrySet().stream()
                                .map(entry -> ", %d lack %s".formatted(entry.getValue(), words(entry.getKey())))
                                .collect(Collectors.joining()));
    }

    private static String words(Lack lack) {
        return switch (lack) {
            case LOST -> "readiness";
            case CORDONED -> "permission (cordoned)";
            case AVOIDED -> "trust (the job failed there)";
            case MODE -> "the way of sharing devices";
            case ARCHITECTURE -> "the CPU architecture";
            case DEVICES -> "devices";
            case CPU -> "CPU";
            case MEMORY -> "memory";
            case OTHER_RESOURCE -> "a further resource";
            case RESERVED -> "time before a reservation";
            case DOMAIN -> "neighbours for the whole gang";
        };
    }
}
