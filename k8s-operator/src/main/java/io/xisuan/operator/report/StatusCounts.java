package io.xisuan.operator.report;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/** What became of status writes since the start. Safe for many threads. */
public final class StatusCounts {
    private final Map<ResourceKind, Long> writes = new ConcurrentHashMap<>();
    private final AtomicLong conflicts = new AtomicLong();
    private final AtomicLong refusals = new AtomicLong();
    private final AtomicLong failures = new AtomicLong();

    StatusCounts() {}

    /** Returns how many statuses of a kind were written. */
    public long writes(ResourceKind kind) {
        return writes.getOrDefault(kind, 0L);
    }

    /** Returns how often someone else had written the resource in between. */
    public long conflicts() {
        return conflicts.get();
    }

    /** Returns how many statuses the API server refuses for good. */
    public long refusals() {
        return refusals.get();
    }

    /** Returns how often the API server could not be asked. */
    public long failures() {
        return failures.get();
    }

    void write(ResourceKind kind) {
        writes.merge(kind, 1L, Long::sum);
    }

    void conflict() {
        conflicts.incrementAndGet();
    }

    void refusal() {
        refusals.incrementAndGet();
    }

    void failure() {
        failures.incrementAndGet();
    }
}
