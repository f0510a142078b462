package io.xisuan.operator.metering.evidence;

import java.util.Optional;

/**
 * What an energy counter gains from sample to sample. A gain that is negative, larger than the board could draw, or across a
 * boot is none: a new epoch begins (a counter may restart, be made anew by its exporter, or hold 9.2e18 after a restart).
 */
final class EnergyGain {
    /** The cap of a board whose exporter states none, mW: above every accelerator on sale (a B300 is rated 1,400 W). */
    static final long HIGHEST_CAP = 2_000_000;

    private final long intervalMillis;
    private long before = DeviceColumns.NONE;
    private long beforeSlot;
    private String boot = "";
    private long total;
    private boolean any;

    EnergyGain(long intervalMillis) {
        this.intervalMillis = intervalMillis;
    }

    /** Takes a sample, which counts when it lies in the interval. */
    void take(long slot, long counter, long cap, String bootId, boolean counts) {
        if (counter < 0) {
            return;
        }
        boolean sameBoot = boot.isEmpty() || bootId.isEmpty() || boot.equals(bootId);
        long millis = (slot - beforeSlot) * intervalMillis;
        if (counts && before >= 0 && sameBoot && possible(counter - before, cap, millis)) {
            total += counter - before;
            any = true;
        }
        before = counter;
        beforeSlot = slot;
        boot = bootId.isEmpty() ? boot : bootId;
    }

    /** Returns whether a board can have used that much: at most its cap for the time, and a fifth more for late samples. */
    static boolean possible(long gain, long cap, long millis) {
        long most = (cap > 0 ? cap : HIGHEST_CAP) * millis / 1000;
        return gain >= 0 && gain <= most + most / 5;
    }

    Optional<Long> total() {
        return any ? Optional.of(total) : Optional.empty();
    }
}
