package io.xisuan.billing.invoice;

import io.xisuan.model.TenantId;
import java.util.Optional;

/**
 * The tenant that a document is made out to, as it stood at the instant of issue.
 *
 * @param creditCode the unified social credit code (GB 32100-2015) or tax number; a buyer may be a person without one
 */
public record Buyer(
        TenantId tenant, String nameZh, String nameEn, Optional<String> creditCode, Optional<String> address) {
    public Buyer {
        if (nameZh.isBlank()) {
            throw new IllegalArgumentException("%s has no Chinese name to print".formatted(tenant));
        }
    }
}
