package io.xisuan.scheduler.simulation;

/**
 * A {@link Demand} as the pool compares it.
 *
 * @param models the bits of the models it can use
 * @param site the index of its only site, or {@link #ANY_SITE}
 */
record Shape(int devices, int perWorker, int milli, long cpuMilli, long memoryMib, long models, int site) {
    static final int ANY_SITE = -1;

    boolean shares() {
        return milli < Demand.WHOLE;
    }

    /** Returns whether only the count of devices decides where it fits. */
    boolean plain() {
        return perWorker == 0 && !shares() && cpuMilli == 0 && memoryMib == 0 && models == -1L;
    }
}
