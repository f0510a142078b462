package io.xisuan.operator.metering.live;

import io.xisuan.billing.usage.AttemptKey;
import io.xisuan.model.AcceleratorModel;
import io.xisuan.model.AcceleratorShare;
import io.xisuan.operator.metering.lifecycle.AttemptTerms;

/**
 * An attempt that is to be metered: its terms for the books and what each of its pods holds.
 *
 * @param resource the resource that its pods ask for, as {@code nvidia.com/gpu}
 * @param devicesPerWorker lanes that each pod holds, whole or a part of
 * @param share the part of a device that it holds on each of them, as it was asked for
 */
public record MeteredAttempt(
        AttemptTerms terms, AcceleratorModel model, String resource, int devicesPerWorker, AcceleratorShare share) {
    /** Takes an attempt whose pods hold whole devices. */
    public MeteredAttempt(AttemptTerms terms, AcceleratorModel model, String resource, int devicesPerWorker) {
        this(terms, model, resource, devicesPerWorker, AcceleratorShare.WHOLE);
    }

    public MeteredAttempt {
        if (resource.isBlank() || devicesPerWorker < 1) {
            throw new IllegalArgumentException(
                    "A metered pod holds at least one device of a named resource, not %d of \"%s\""
                            .formatted(devicesPerWorker, resource));
        }
    }

    public AttemptKey key() {
        return terms.attempt();
    }
}
