package io.xisuan.scheduler.forecast;

/** A way to foretell the owner's use in a coming hour from the hours before; one of those that are compared. */
@FunctionalInterface
interface Expectation {
    /** What an expectation says where its past has nothing to go by. */
    long UNKNOWN = -1;

    /**
     * Returns devices, or {@link #UNKNOWN}.
     *
     * @param known how many of the hours had passed when it was asked; later ones are not looked at
     * @param hour the hour to foretell, at least {@code known}
     */
    long devices(HourlyUse use, int known, long hour);
}
