package io.xisuan.scheduler.demand;

/**
 * The workers of a gang that are alike.
 *
 * @param name such as {@code worker} or {@code launcher}
 * @param minWorkers the fewest with which the job runs, at least 1
 * @param maxWorkers the most it makes use of
 */
public record Role(String name, int minWorkers, int maxWorkers, WorkerShape shape) {
    /** The most workers that a gang may have. */
    public static final int MAX_WORKERS = 1_000_000;

    public Role {
        if (name.isBlank()) {
            throw new IllegalArgumentException("A role has a name");
        }
        if (minWorkers < 1 || maxWorkers < minWorkers || maxWorkers > MAX_WORKERS) {
            throw new IllegalArgumentException("Role %s cannot have from %d to %d workers; it has 1 to %d"
                    .formatted(name, minWorkers, maxWorkers, MAX_WORKERS));
        }
        Math.multiplyExact(maxWorkers, shape.wholeDevices());
    }

    /** Says whether it runs with fewer workers than it makes use of. */
    public boolean isElastic() {
        return minWorkers < maxWorkers;
    }

    Role sized(int workers) {
        return new Role(name, workers, workers, shape);
    }
}
