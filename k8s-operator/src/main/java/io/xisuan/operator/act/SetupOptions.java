package io.xisuan.operator.act;

import java.time.Duration;

/**
 * What an installation may choose.
 *
 * @param operatorUser the user that the operator authenticates as; only it may take the metering finalizer off
 * @param operatorGroup the group whose members count as the operator too
 * @param tenantPolicies what happens to a tenant's pod that is not allowed
 * @param patience how long to wait for CRDs to be established and the fence to be in force
 */
public record SetupOptions(String operatorUser, String operatorGroup, Enforcement tenantPolicies, Duration patience) {
    /** What a policy does to what it does not allow. */
    public enum Enforcement {
        /** Warns who sent it, and marks the audit log. */
        WARN,
        /** Refuses it. */
        DENY
    }

    /** The user and group of the test bed and of the chart; tenants are warned. */
    public static final SetupOptions DEFAULTS =
            new SetupOptions("xisuan-operator", "xisuan:operators", Enforcement.WARN, Duration.ofSeconds(60));
}
