package io.xisuan.scheduler.preemption;

/**
 * Sums and products of device-milliseconds that stop at the largest number there is.
 *
 * <p>Harms are compared, and the greatest loses: what is too much for a number is too much to do.
 */
final class DeviceTime {
    private DeviceTime() {}

    /** Returns so many devices, or workers, for so long; neither is negative. */
    static long of(long devices, long millis) {
        return devices != 0 && millis > Long.MAX_VALUE / devices ? Long.MAX_VALUE : devices * millis;
    }

    /** Returns the sum of two that are not negative. */
    static long plus(long first, long second) {
        return first > Long.MAX_VALUE - second ? Long.MAX_VALUE : first + second;
    }
}
