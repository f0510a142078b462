package io.xisuan.billing.store;

import io.xisuan.model.SiteId;
import java.util.OptionalLong;

/**
 * One time that the owner of a site needed devices which we held.
 *
 * @param about what needs them: a pod's uid and name, the instant of a headroom, a request's number; one row each
 * @param askedAtMillis since when they are needed
 * @param byMillis when they are to be free
 * @param stopped the jobs that were told to stop for it, for people
 * @param freedAtMillis when they were seen free
 */
public record OwnerReclaim(
        Cause cause,
        String about,
        SiteId site,
        String acceleratorModelId,
        int devices,
        long askedAtMillis,
        long byMillis,
        String stopped,
        OptionalLong freedAtMillis) {
    /** What makes an owner need devices. */
    public enum Cause {
        /** A pod of theirs waits. */
        POD,
        /** Their calendar or headroom begins. */
        HEADROOM,
        /** Somebody asked by hand. */
        REQUEST
    }
}
