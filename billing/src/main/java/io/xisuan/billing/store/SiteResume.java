package io.xisuan.billing.store;

import io.xisuan.model.SiteId;

/**
 * That a site sells again what was kept from sale by requests.
 *
 * @param request that asks for it: it ends what earlier ones began, and nothing that a later one does
 */
public record SiteResume(SiteId site, long request, long atMillis) {}
