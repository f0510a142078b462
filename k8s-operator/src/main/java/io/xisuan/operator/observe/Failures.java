package io.xisuan.operator.observe;

import java.time.InstantSource;
import java.util.Optional;
import java.util.OptionalLong;

/** What went wrong with the watches of a cluster, for health and messages. */
final class Failures {
    private final InstantSource clock;
    private long count;
    private Optional<String> last = Optional.empty();
    private OptionalLong sinceMillis = OptionalLong.empty();

    Failures(InstantSource clock) {
        this.clock = clock;
    }

    synchronized void failed(Throwable failure) {
        count++;
        last = Optional.of(String.valueOf(failure.getMessage()));
        sinceMillis = OptionalLong.of(clock.millis());
    }

    synchronized long count() {
        return count;
    }

    synchronized Optional<String> last() {
        return last;
    }

    /** Returns when the latest failure was. */
    synchronized OptionalLong sinceMillis() {
        return sinceMillis;
    }
}
