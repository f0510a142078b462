package io.xisuan.scheduler.simulation;

import java.util.List;

/**
 * A replay under one policy.
 *
 * @param finished jobs that ran, by submission
 * @param never jobs that can never start, by submission
 */
public record Result(Summary summary, List<Outcome> finished, List<Refused> never) {
    public Result {
        finished = List.copyOf(finished);
        never = List.copyOf(never);
    }
}
