package io.xisuan.billing.usage;

import java.util.HashMap;
import java.util.Map;

/**
 * Makes usage share its equal values, as the records of a journal repeat them: a month takes a fraction of the memory, and comparing is
 * quick. One pool serves one thread.
 */
public final class UsagePool {
    private final Map<Object, Object> values = new HashMap<>();

    /** Returns equal usage whose job, tenant, contract, place, share and evidence are those of earlier usage where they are equal. */
    public UsageInterval shared(UsageInterval usage) {
        return new UsageInterval(
                usage.id(),
                one(usage.job()),
                usage.attempt(),
                one(usage.tenant()),
                one(usage.contract()),
                one(usage.site()),
                one(usage.node()),
                one(usage.lane()),
                usage.model(),
                one(usage.share()),
                one(usage.interval()),
                one(usage.quantity()),
                usage.usageClass(),
                usage.reason(),
                one(usage.evidenceDigest()));
    }

    @SuppressWarnings(
            "unchecked") // equal values are of one type, because records and texts are equal to none of another
    private <T> T one(T value) {
        return (T) values.computeIfAbsent(value, first -> first);
    }
}
