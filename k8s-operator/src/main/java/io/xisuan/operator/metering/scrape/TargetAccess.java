package io.xisuan.operator.metering.scrape;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/**
 * How a target is asked.
 *
 * @param interval between two questions
 * @param timeout the longest that one may last in all, whatever comes in the meantime; shorter than the interval
 * @param gzip whether the answer may come compressed
 * @param maxBytes the longest text that is read, unpacked
 * @param tokenFile holds a bearer token; it is read again when it changes
 */
public record TargetAccess(
        Duration interval, Duration timeout, boolean gzip, int maxBytes, Optional<Path> tokenFile, TlsTrust tls) {
    public static final Duration USUAL_INTERVAL = Duration.ofSeconds(15);
    public static final Duration USUAL_TIMEOUT = Duration.ofSeconds(10);
    public static final int USUAL_MAX_BYTES = 16 << 20;

    /** Every 15 s, within 10 s, compressed where the target can, without credentials. */
    public static final TargetAccess STANDARD =
            new TargetAccess(USUAL_INTERVAL, USUAL_TIMEOUT, true, USUAL_MAX_BYTES, Optional.empty(), TlsTrust.STANDARD);

    public TargetAccess {
        if (timeout.toMillis() < 1 || timeout.compareTo(interval) >= 0) {
            throw new IllegalArgumentException(
                    "A time-out of %s is not within an interval of %s".formatted(timeout, interval));
        }
        if (maxBytes < 1) {
            throw new IllegalArgumentException("An answer has at least 1 byte, not " + maxBytes);
        }
    }
}
