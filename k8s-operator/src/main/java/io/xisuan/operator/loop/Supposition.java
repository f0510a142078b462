package io.xisuan.operator.loop;

import io.xisuan.model.AcceleratorModel;
import io.xisuan.model.HourlyPrice;
import io.xisuan.model.SiteId;
import io.xisuan.operator.api.v1alpha1.TrainingJob;

/** What might be different, in a question to an {@link Outlook}. */
public sealed interface Supposition {
    /** A site has so many more devices of a model, on nodes like those that it has of it. */
    record MoreDevices(SiteId site, AcceleratorModel model, int devices) implements Supposition {
        public MoreDevices {
            if (devices < 1 || devices > 100_000) {
                throw new IllegalArgumentException("%d devices more: write 1 to 100000".formatted(devices));
            }
        }
    }

    /** A site is not there: its jobs have saved themselves and wait like the others. */
    record NoSite(SiteId site) implements Supposition {}

    /** A node or a site is drained: its jobs have saved themselves and wait like the others. */
    record Drained(String place) implements Supposition {}

    /** A device-hour of a model costs that at a site, at every hour of the day. */
    record Price(SiteId site, AcceleratorModel model, HourlyPrice price) implements Supposition {}

    /** A further job was submitted, now. */
    record Submitted(TrainingJob job) implements Supposition {}
}
