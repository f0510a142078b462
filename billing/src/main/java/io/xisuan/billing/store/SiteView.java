package io.xisuan.billing.store;

import io.xisuan.model.SiteId;

/**
 * What a site has of one model, as the leader saw it last.
 *
 * @param background devices that pods of others hold
 * @param sold devices that our jobs hold
 * @param headroom devices that are kept from sale
 * @param spare devices that may be sold now
 * @param jobs ours that run there
 * @param stopping those of them that were told to stop
 */
public record SiteView(
        SiteId site,
        String acceleratorModelId,
        long devices,
        long background,
        long sold,
        long headroom,
        long spare,
        int jobs,
        int stopping,
        long seenAtMillis) {
    /** Returns the same as seen at another instant. */
    public SiteView seenAt(long millis) {
        return new SiteView(
                site, acceleratorModelId, devices, background, sold, headroom, spare, jobs, stopping, millis);
    }
}
