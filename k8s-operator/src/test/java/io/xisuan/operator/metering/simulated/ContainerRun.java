package io.xisuan.operator.metering.simulated;

import java.util.List;
import java.util.OptionalLong;

/**
 * What one container truly did, to the millisecond of the one true clock.
 *
 * @param slots the positions of the devices it was given
 * @param allocatedMillis when it was given them
 * @param startedMillis when its process began
 * @param endedMillis when its process ended and the devices were free again
 */
public record ContainerRun(
        PodRef pod, List<Integer> slots, long allocatedMillis, OptionalLong startedMillis, OptionalLong endedMillis) {
    public ContainerRun {
        slots = List.copyOf(slots);
        startedMillis.ifPresent(start -> after(allocatedMillis, start));
        endedMillis.ifPresent(end -> after(startedMillis.orElse(allocatedMillis), end));
    }

    private static void after(long early, long late) {
        if (late < early) {
            throw new IllegalArgumentException("%d comes before %d".formatted(late, early));
        }
    }

    /** Returns whether it has its devices at the instant. */
    boolean holds(long atMillis) {
        return atMillis >= allocatedMillis && atMillis < endedMillis.orElse(Long.MAX_VALUE);
    }

    /** Returns whether its process runs at the instant. */
    public boolean runs(long atMillis) {
        return busyMillis(atMillis, atMillis + 1) == 1;
    }

    /** Returns for how long its process ran between two instants. */
    long busyMillis(long fromMillis, long untilMillis) {
        if (startedMillis.isEmpty()) {
            return 0;
        }
        long from = Math.max(fromMillis, startedMillis.getAsLong());
        return Math.max(0, Math.min(untilMillis, endedMillis.orElse(Long.MAX_VALUE)) - from);
    }

    /** Returns how long it ran in all, or empty while it runs or never ran. */
    public OptionalLong ranMillis() {
        return startedMillis.isPresent() && endedMillis.isPresent()
                ? OptionalLong.of(endedMillis.getAsLong() - startedMillis.getAsLong())
                : OptionalLong.empty();
    }
}
