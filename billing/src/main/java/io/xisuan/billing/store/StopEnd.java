package io.xisuan.billing.store;

import io.xisuan.billing.usage.AttemptKey;

/**
 * How an attempt left that was told to stop.
 *
 * @param confirmedBy what said that it saved itself, as {@code annotation} or {@code exit code 0}; empty text when nothing did
 * @param lostDeviceMillis the device time whose work is lost
 */
public record StopEnd(AttemptKey attempt, String confirmedBy, long lostDeviceMillis, long endedAtMillis) {
    public StopEnd {
        if (lostDeviceMillis < 0) {
            throw new IllegalArgumentException("%s lost %d device-ms".formatted(attempt, lostDeviceMillis));
        }
    }
}
