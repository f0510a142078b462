package io.xisuan.operator.report;

import io.xisuan.model.AcceleratorModel;
import io.xisuan.model.SiteId;

/**
 * One attempt of a job and its place.
 *
 * @param attempt from 1
 * @param devices of the whole gang
 */
public record JobRun(SiteId site, int attempt, AcceleratorModel model, int devices) {
    public JobRun {
        if (attempt < 1 || devices < 1) {
            throw new IllegalArgumentException(
                    "Attempt %d with %d devices at %s: both are at least 1".formatted(attempt, devices, site));
        }
    }
}
