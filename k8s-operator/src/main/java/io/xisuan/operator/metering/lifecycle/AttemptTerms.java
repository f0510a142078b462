package io.xisuan.operator.metering.lifecycle;

import io.xisuan.billing.usage.AttemptKey;
import io.xisuan.model.ContractId;
import io.xisuan.model.SiteId;
import io.xisuan.model.TenantId;

/**
 * What the books have to know of an attempt before its pods are seen.
 *
 * @param pods how many pods make the gang whole
 */
public record AttemptTerms(AttemptKey attempt, TenantId tenant, ContractId contract, SiteId site, int pods) {
    public AttemptTerms {
        if (pods < 1) {
            throw new IllegalArgumentException(
                    "A gang has at least one pod, not %d (%s)".formatted(pods, attempt.job()));
        }
    }
}
