package io.xisuan.operator.metering.scrape;

import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;

/**
 * How exporters are asked, whatever they are.
 *
 * @param clock tells the slots; steps back are waited out
 * @param queue how many outcomes wait for whoever drains them, with the requests under way; beyond it nobody is asked
 * @param memoryBytes how many bytes of texts may wait or come in at once
 * @param rediscover how often the targets are looked up
 * @param longestAway slots further back than this are not told of when the operator comes back
 * @param stateFile where a process leaves how far each target has come; without it nothing is known of slots before a start
 */
public record ScrapeOptions(
        InstantSource clock,
        int queue,
        long memoryBytes,
        Duration rediscover,
        Duration longestAway,
        Optional<Path> stateFile) {
    public ScrapeOptions {
        if (queue < 1 || memoryBytes < 1 || !rediscover.isPositive() || longestAway.isNegative()) {
            throw new IllegalArgumentException("Cannot scrape with a queue of %d and %d bytes, every %s, %s back"
                    .formatted(queue, memoryBytes, rediscover, longestAway));
        }
    }

    /** Returns what suits 2,000 targets: 8,192 outcomes and 256 MiB, told back two days. */
    public static ScrapeOptions standard(InstantSource clock, Path stateFile) {
        return new ScrapeOptions(
                clock, 8_192, 256L << 20, Duration.ofSeconds(5), Duration.ofDays(2), Optional.of(stateFile));
    }
}
