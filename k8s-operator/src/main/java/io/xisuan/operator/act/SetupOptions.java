package io.xisuan.operator.act;

import java.time.Duration;
import java.util.List;
import java.util.regex.Pattern;

/**
 * What an installation may choose.
 *
 * @param operatorUser the user that the operator authenticates as
 * @param operatorGroup the group whose members count as the operator too
 * @param operationsGroup the group that keeps sites and tenants and labels namespaces
 * @param financeGroup the group that keeps tariffs, programmes and vouchers
 * @param tenantsGroup the group of all tenants' people; it may read what concerns every tenant
 * @param tenantPolicies what happens to a tenant's pod that is not allowed
 * @param patience how long to wait for CRDs to be established and the fence to be in force
 */
public record SetupOptions(
        String operatorUser,
        String operatorGroup,
        String operationsGroup,
        String financeGroup,
        String tenantsGroup,
        Enforcement tenantPolicies,
        Duration patience) {
    /** What a policy does to what it does not allow. */
    public enum Enforcement {
        /** Warns who sent it, and marks the audit log. */
        WARN,
        /** Refuses it. */
        DENY
    }

    /** What may stand between quotes in a manifest and in an expression. */
    private static final Pattern NAME = Pattern.compile("[-A-Za-z0-9:._@/]{1,253}");

    /** The users and groups of the test bed and of the chart; tenants are warned. */
    public static final SetupOptions DEFAULTS = new SetupOptions(
            "xisuan-operator",
            "xisuan:operators",
            "xisuan:operations",
            "xisuan:finance",
            "xisuan:tenants",
            Enforcement.WARN,
            Duration.ofSeconds(60));

    public SetupOptions {
        for (String name : List.of(operatorUser, operatorGroup, operationsGroup, financeGroup, tenantsGroup)) {
            if (!NAME.matcher(name).matches()) {
                throw new IllegalArgumentException(
                        "Users and groups are of letters, digits and -:._@/, not '%s'".formatted(name));
            }
        }
    }

    /** Returns the same with other consequences for tenants' pods. */
    public SetupOptions withTenantPolicies(Enforcement enforcement) {
        return new SetupOptions(
                operatorUser, operatorGroup, operationsGroup, financeGroup, tenantsGroup, enforcement, patience);
    }

    /** Returns the same for an operator that authenticates as another user. */
    public SetupOptions withOperatorUser(String user) {
        return new SetupOptions(
                user, operatorGroup, operationsGroup, financeGroup, tenantsGroup, tenantPolicies, patience);
    }
}
