package io.xisuan.billing.store;

import io.xisuan.billing.control.Principal;
import io.xisuan.model.SiteId;

/**
 * Somebody's wish about a site's capacity; the leader answers it once.
 *
 * @param acceleratorModelId of which devices; empty text for all, or for the only one
 * @param devices how many; 0 for all, which only a stop can ask for
 * @param byMillis by when a reclaim gives back, until when a stop lasts; 0 for as long as nobody resumes
 * @param answer empty while it is pending
 */
public record SiteRequest(
        long id,
        SiteId site,
        SiteDeed deed,
        String acceleratorModelId,
        int devices,
        long byMillis,
        Principal requestedBy,
        long requestedAtMillis,
        State state,
        String answer) {
    /** How far it is. */
    public enum State {
        PENDING,
        /** Jobs were told to stop for it and have not left yet. */
        UNDER_WAY,
        DONE,
        REFUSED,
        /** There is no such site, or it has no such devices. */
        UNKNOWN;

        /** Says whether the answer is final. */
        public boolean isAnswered() {
            return this != PENDING && this != UNDER_WAY;
        }
    }

    public SiteRequest {
        if (devices < 0 || byMillis < 0 || (deed == SiteDeed.RECLAIM && (devices == 0 || byMillis == 0))) {
            throw new IllegalArgumentException(
                    "%s at %s of %d devices by %d is no request".formatted(deed, site, devices, byMillis));
        }
    }

    /** Returns a wish that nobody has answered or numbered yet. */
    public static SiteRequest of(
            SiteId site, SiteDeed deed, String model, int devices, long byMillis, Principal by, long nowMillis) {
        return new SiteRequest(0, site, deed, model, devices, byMillis, by, nowMillis, State.PENDING, "");
    }
}
