package io.xisuan.cli.tenant;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Namespace;
import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.api.model.ResourceQuotaBuilder;
import io.fabric8.kubernetes.api.model.ServiceAccountBuilder;
import io.fabric8.kubernetes.api.model.rbac.ClusterRoleBinding;
import io.fabric8.kubernetes.api.model.rbac.ClusterRoleBindingBuilder;
import io.fabric8.kubernetes.api.model.rbac.RoleBinding;
import io.fabric8.kubernetes.api.model.rbac.RoleBindingBuilder;
import io.fabric8.kubernetes.api.model.rbac.Subject;
import io.fabric8.kubernetes.api.model.rbac.SubjectBuilder;
import io.xisuan.operator.api.Marks;
import java.util.List;
import java.util.Map;

/** What a tenant has in a cluster beside its resource, by the names under which it is found again. */
final class TenantObjects {
    /** The roles that an installation brings. */
    static final String ROLE = "xisuan-tenant";

    static final String READ = "xisuan-tenants-read";
    static final String SECRETS_SEEN = "xisuan-secrets-seen";
    static final String PEOPLE = "xisuan-people";

    /** The beginning of the names of people's accounts: operations may give out tokens for no other. */
    static final String PERSON = "person-";

    /** Each is kept for ten minutes at most, and one answer may be as long as a quarter of a megabyte. */
    static final int MOST_INQUIRIES = 50;

    private static final String RBAC = "rbac.authorization.k8s.io";

    private TenantObjects() {}

    static Namespace namespace(String name, String tenant) {
        return new NamespaceBuilder()
                .withNewMetadata()
                .withName(name)
                .addToLabels(Marks.TENANT, tenant)
                .endMetadata()
                .build();
    }

    /** Bounds what a tenant makes itself; its devices are bound by its quota, and its pods are the operator's. */
    static HasMetadata quota(String namespace, int jobs) {
        return quota(namespace, jobs, MOST_INQUIRIES);
    }

    static HasMetadata quota(String namespace, int jobs, int inquiries) {
        return new ResourceQuotaBuilder()
                .withNewMetadata()
                .withName(ROLE)
                .withNamespace(namespace)
                .endMetadata()
                .withNewSpec()
                .addToHard("count/trainingjobs.xisuan.io", new Quantity(String.valueOf(jobs)))
                .addToHard("count/inquiries.xisuan.io", new Quantity(String.valueOf(inquiries)))
                .addToHard("services.loadbalancers", new Quantity("0"))
                .addToHard("services.nodeports", new Quantity("0"))
                .endSpec()
                .build();
    }

    static HasMetadata account(String namespace, String person) {
        return new ServiceAccountBuilder()
                .withNewMetadata()
                .withName(PERSON + person)
                .withNamespace(namespace)
                .endMetadata()
                .withAutomountServiceAccountToken(false)
                .build();
    }

    static RoleBinding binding(String namespace, String role, List<Subject> subjects) {
        return new RoleBindingBuilder()
                .withNewMetadata()
                .withName(role)
                .withNamespace(namespace)
                .endMetadata()
                .withNewRoleRef(RBAC, "ClusterRole", role)
                .withSubjects(subjects)
                .build();
    }

    /** Lets a tenant's people read what every tenant may: sites, price lists, programmes. */
    static ClusterRoleBinding reading(String tenant, List<Subject> subjects) {
        return new ClusterRoleBindingBuilder()
                .withNewMetadata()
                .withName(READ + "-" + tenant)
                .withLabels(Map.of(Marks.TENANT, tenant))
                .endMetadata()
                .withNewRoleRef(RBAC, "ClusterRole", READ)
                .withSubjects(subjects)
                .build();
    }

    static Subject person(String namespace, String person) {
        return new SubjectBuilder()
                .withKind("ServiceAccount")
                .withNamespace(namespace)
                .withName(PERSON + person)
                .build();
    }

    /** Returns a user or group by the cluster's own sign-in. */
    static Subject signedIn(String kind, String name) {
        return new SubjectBuilder()
                .withApiGroup(RBAC)
                .withKind(kind)
                .withName(name)
                .build();
    }
}
