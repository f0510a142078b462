package io.xisuan.operator.market;

import java.util.Optional;

/** To which tenant a namespace belongs, by its label, which only operations may set. */
final class Namespaces {
    private Namespaces() {}

    /** Returns the tenant of a resource's namespace, or empty after noting that the namespace names none. */
    static Optional<String> tenant(MarketInput.Resources resources, Named named, Findings findings) {
        Optional<String> tenant =
                Optional.ofNullable(resources.tenantOfNamespace().get(named.namespace()));
        if (tenant.isEmpty()) {
            findings.add(
                    named,
                    "metadata.namespace",
                    ProblemReason.NO_TENANT,
                    "namespace %1$s belongs to no tenant: operations say whose it is by kubectl label namespace %1$s xisuan.io/tenant=TENANT"
                            .formatted(named.namespace()));
        }
        return tenant;
    }
}
