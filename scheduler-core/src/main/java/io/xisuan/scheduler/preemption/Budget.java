package io.xisuan.scheduler.preemption;

/**
 * The most that one waiting job may cost others.
 *
 * @param mostHarmDeviceMillis of all its victims together
 * @param mostVictims how many jobs may be stopped for it
 */
public record Budget(long mostHarmDeviceMillis, int mostVictims) {
    /** Whatever it takes. */
    public static final Budget NONE = new Budget(Long.MAX_VALUE, Integer.MAX_VALUE);

    public Budget {
        if (mostHarmDeviceMillis < 0 || mostVictims < 0) {
            throw new IllegalArgumentException(
                    "No budget is negative: %d device-ms, %d victims".formatted(mostHarmDeviceMillis, mostVictims));
        }
    }
}
