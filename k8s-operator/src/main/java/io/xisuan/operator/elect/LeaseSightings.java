package io.xisuan.operator.elect;

import java.time.Duration;
import java.util.Optional;

/**
 * What a candidate concludes from what it saw of a Lease. Only how long ago it saw a renewal counts, by its own monotonic clock: the
 * times in the Lease are other machines' clocks, which may be minutes off.
 */
final class LeaseSightings {
    private final String self;
    private final Duration atLeast;
    private Optional<LeaseState> last = Optional.empty();
    private long sinceNanos;
    private boolean renewedByOther;

    /**
     * @param self a Lease of this holder is one of a former life, whose process has ended: the data folder has one process at a time
     * @param atLeast how long a Lease is waited for, however short its holder says it lasts
     */
    LeaseSightings(String self, Duration atLeast) {
        this.self = self;
        this.atLeast = atLeast;
    }

    /** Returns for how many nanoseconds the Lease must not be taken yet, as it was read now; zero or less when it may be. */
    long waitNanos(Optional<LeaseState> seen, long nowNanos) {
        if (seen.isEmpty()
                || seen.get().holder().isEmpty()
                || seen.get().holder().equals(self)) {
            last = Optional.empty();
            return 0;
        }
        LeaseState state = seen.get();
        if (last.isEmpty() || !state.unrenewed(last.get())) {
            renewedByOther |= last.filter(state::sameTerm).isPresent();
            last = seen;
            sinceNanos = nowNanos;
        }
        Duration lasts = state.lasts().compareTo(atLeast) > 0 ? state.lasts() : atLeast;
        return lasts.toNanos() - (nowNanos - sinceNanos);
    }

    /** Returns who has it. */
    Optional<String> holder() {
        return last.map(LeaseState::holder);
    }

    /** Whether another process was seen to be alive and leading. */
    boolean renewedByOther() {
        return renewedByOther;
    }
}
