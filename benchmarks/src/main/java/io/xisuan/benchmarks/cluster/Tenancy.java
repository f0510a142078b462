package io.xisuan.benchmarks.cluster;

import java.util.Optional;

/**
 * A tenant of a measurement, its quota in devices; its namespace, contract and voucher are named after it.
 *
 * @param parent the tenant whose quota bounds it, as a cohort does
 */
record Tenancy(String name, Optional<String> parent, int guaranteed, int limit) {
    /** Returns a tenant that only the devices bound. */
    static Tenancy free(String name) {
        return new Tenancy(name, Optional.empty(), 0, 1_000_000);
    }

    String contract() {
        return "c-" + name;
    }
}
