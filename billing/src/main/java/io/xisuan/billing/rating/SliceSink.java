package io.xisuan.billing.rating;

import io.xisuan.billing.usage.UsageInterval;

/**
 * Takes the slices of one contract as they are cut: parts of one usage interval with one price, one day and one state of funding.
 *
 * <p>They come by usage in canonical order, then by component, then by time. No object is made for a slice, because there may be 10^8.
 */
public interface SliceSink {
    /** Takes slices and does nothing with them. */
    SliceSink NONE = (line, usage, fromMillis, untilMillis, deviceMillis) -> {};

    /**
     * @param line what the slice is a part of; its sums are not final yet
     * @param fromMillis the first instant of the slice
     * @param untilMillis the instant after its last one
     * @param deviceMillis the device time of the slice
     */
    void slice(RatedLine line, UsageInterval usage, long fromMillis, long untilMillis, long deviceMillis);
}
