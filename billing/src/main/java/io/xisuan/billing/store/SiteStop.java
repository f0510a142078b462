package io.xisuan.billing.store;

import io.xisuan.model.SiteId;

/**
 * What a site keeps from sale because somebody asked for it.
 *
 * @param request by which it began
 * @param kept how many devices of the model are not for sale at least, the owner's own use among them
 * @param vacated whether jobs that hold them leave; otherwise what runs goes on
 * @param untilMillis when it ends by itself; 0 when it does not
 */
public record SiteStop(
        long request, SiteId site, String acceleratorModelId, int kept, boolean vacated, long untilMillis) {
    /** Says whether it still holds at an instant. */
    public boolean holds(long nowMillis) {
        return untilMillis == 0 || nowMillis < untilMillis;
    }
}
