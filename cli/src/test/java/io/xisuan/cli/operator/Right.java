package io.xisuan.cli.operator;

import io.fabric8.kubernetes.api.model.rbac.PolicyRule;
import java.util.ArrayList;
import java.util.List;

/**
 * One verb on one resource, as RBAC grants it and as the audit log names it.
 *
 * @param role {@code ClusterRole}, or {@code Role} for what holds in the operator's own namespace alone
 * @param group the API group, "" for the core
 * @param resource with its subresource after a slash
 * @param names the only names that it holds for; empty for all
 */
record Right(String role, String group, String resource, String verb, List<String> names) {
    static final String CLUSTER = "ClusterRole";
    static final String NAMESPACE = "Role";

    /** The namespace that a {@code Role} of the operator is in. */
    static final String OURS = "xisuan-system";

    Right {
        names = List.copyOf(names);
    }

    /** Returns every single right of a role. */
    static List<Right> of(String role, List<PolicyRule> rules) {
        List<Right> rights = new ArrayList<>();
        for (PolicyRule rule : rules) {
            for (String group : rule.getApiGroups()) {
                for (String resource : rule.getResources()) {
                    rule.getVerbs()
                            .forEach(verb ->
                                    rights.add(new Right(role, group, resource, verb, rule.getResourceNames())));
                }
            }
        }
        return rights;
    }

    boolean allows(Request request) {
        return group.equals(request.group())
                && resource.equals(request.resource())
                && verb.equals(request.verb())
                && (names.isEmpty() || names.contains(request.name()))
                && (role.equals(CLUSTER) || request.namespace().equals(OURS));
    }

    /** Returns it as a line of the file of exceptions: role, group, resource and verb between tabs. */
    String line() {
        return String.join("\t", role, group.isEmpty() ? "core" : group, resource, verb);
    }
}
