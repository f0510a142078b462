package io.xisuan.operator.report;

import io.xisuan.model.Money;

/**
 * What a job has behind it.
 *
 * @param interruptions how many of its attempts ran and were stopped or lost, to be tried again
 * @param lostDeviceMillis the device time whose work is lost by that, in device-milliseconds
 * @param grossSoFar what its time came to in full so far; an estimate until it is closed
 * @param payableSoFar what of that its tenant pays
 */
public record JobPast(int interruptions, long lostDeviceMillis, Money grossSoFar, Money payableSoFar) {
    /** Nothing ran yet. */
    public static final JobPast NONE = new JobPast(0, 0, Money.ZERO, Money.ZERO);

    public JobPast {
        if (interruptions < 0 || lostDeviceMillis < 0) {
            throw new IllegalArgumentException("A job was not interrupted %d times with %d device-ms lost"
                    .formatted(interruptions, lostDeviceMillis));
        }
    }
}
