package io.xisuan.billing.store;

/** What people ask of a site's capacity. */
public enum SiteDeed {
    /** No more is sold there, or so many devices less; what runs goes on. */
    STOP_SELL,
    /** What was kept from sale by request is for sale again. */
    RESUME,
    /** So many devices are given back by an instant, and not sold again until resumed. */
    RECLAIM
}
