package io.xisuan.cli.tenant;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fabric8.kubernetes.api.model.Namespace;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.api.model.rbac.ClusterRoleBinding;
import io.fabric8.kubernetes.api.model.rbac.RoleBinding;
import io.fabric8.kubernetes.api.model.rbac.Subject;
import io.xisuan.model.InputException;
import io.xisuan.operator.act.SetupLook;
import io.xisuan.operator.act.SetupOptions;
import io.xisuan.operator.api.Marks;
import io.xisuan.operator.api.v1alpha1.Tenant;
import io.xisuan.operator.api.v1alpha1.TenantSpec;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Brings a tenant in, step by step; each step sees what is there, so that it can be run again after a crash, or to change something. */
final class TenantCreating {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final ClusterObjects objects;
    private final String name;
    private final AccessOptions access;

    TenantCreating(ClusterObjects objects, String name, AccessOptions access) {
        if (!name.matches("[a-z0-9]([-a-z0-9]{0,40}[a-z0-9])?")) {
            throw InputException.of(
                    "\"%s\" is no name of a tenant: write at most 42 small letters, digits and -, as jinguan"
                            .formatted(name));
        }
        this.objects = objects;
        this.name = name;
        this.access = access;
    }

    List<Step> run(TenantOptions options, Kubeconfigs kubeconfigs) {
        List<String> namespaces = access.namespaces(name);
        String home = namespaces.getFirst();
        Tenant tenant = tenant(options);
        // Nothing is written before all of this is known to be possible.
        requireOwnCode(tenant);
        namespaces.forEach(this::requireOwn);
        PeopleRights people = new PeopleRights(objects);
        List<Step> steps = new ArrayList<>();
        steps.add(objects.ensure(tenant));
        for (String namespace : namespaces) {
            steps.add(objects.ensure(TenantObjects.namespace(namespace, name)));
            steps.add(people.give(namespace));
            steps.add(people.ensure(TenantObjects.quota(namespace, access.jobs())));
        }
        access.persons().forEach(person -> steps.add(people.ensure(TenantObjects.account(home, person))));
        steps.addAll(rights(namespaces, access.subjects(home)));
        access.persons().forEach(person -> steps.add(kubeconfigs.write(name, home, person, objects.dryRun())));
        if (!objects.dryRun()) {
            namespaces.forEach(
                    namespace -> people.counted(namespace, access.jobs()).ifPresent(steps::add));
        }
        return steps;
    }

    private Tenant tenant(TenantOptions options) {
        Optional<Tenant> there = Tenants.named(objects.client(), name);
        ObjectNode before = there.map(found -> JSON.<ObjectNode>valueToTree(found.getSpec()))
                .orElseGet(() -> JSON.createObjectNode());
        Tenant tenant = new Tenant();
        tenant.setMetadata(new ObjectMetaBuilder().withName(name).build());
        try {
            tenant.setSpec(JSON.treeToValue(options.over(before), TenantSpec.class));
        } catch (JsonProcessingException e) {
            throw InputException.of("tenant %s: %s".formatted(name, e.getOriginalMessage()));
        }
        there.map(found -> found.getSpec().creditCode())
                .filter(code -> !code.equals(tenant.getSpec().creditCode()))
                .ifPresent(code -> {
                    throw InputException.of(
                            "--credit-code: tenant %s is the firm with credit code %s: a code never changes, another firm is another tenant"
                                    .formatted(name, code));
                });
        return tenant;
    }

    /** One firm is one tenant: two would get one firm's caps twice. */
    private void requireOwnCode(Tenant tenant) {
        Optional.ofNullable(tenant.getSpec().creditCode())
                .flatMap(code -> Tenants.all(objects.client()).stream()
                        .filter(other -> code.equals(other.getSpec().creditCode())
                                && !other.getMetadata().getName().equals(name))
                        .findFirst())
                .ifPresent(other -> {
                    throw InputException.of("--credit-code %s: tenant %s has it already: one firm is one tenant"
                            .formatted(
                                    tenant.getSpec().creditCode(),
                                    other.getMetadata().getName()));
                });
    }

    private void requireOwn(String namespace) {
        Namespace found = objects.client().namespaces().withName(namespace).get();
        if (found == null) {
            return;
        }
        refusal(found.getMetadata(), name, access.adopts()).ifPresent(why -> {
            throw InputException.of("--with-namespace %s: %s".formatted(namespace, why));
        });
    }

    /** Returns why a namespace that is there does not become a tenant's: its people would read what others put into it. */
    static Optional<String> refusal(ObjectMeta found, String tenant, boolean adopts) {
        String namespace = found.getName();
        String owner = Optional.ofNullable(found.getLabels())
                .map(labels -> labels.get(Marks.TENANT))
                .orElse("");
        boolean system =
                namespace.startsWith("kube-") || namespace.startsWith("xisuan-") || namespace.equals("default");
        if (system) {
            return Optional.of("it is the system's: name another one");
        }
        if (owner.isEmpty()) {
            return adopts
                    ? Optional.empty()
                    : Optional.of("it is there already and no tenant's: name another one, or --adopt takes it with all"
                            + " that is in it");
        }
        return owner.equals(tenant)
                ? Optional.empty()
                : Optional.of("it belongs to tenant %s: name another one".formatted(owner));
    }

    private List<Step> rights(List<String> namespaces, List<Subject> subjects) {
        List<Step> steps = new ArrayList<>();
        for (String namespace : namespaces) {
            if (!subjects.isEmpty()) {
                steps.add(bind(namespace, TenantObjects.ROLE, subjects));
            }
            if (access.secrets()) {
                SetupOptions setup = SetupLook.installed(objects.client());
                steps.add(bind(
                        namespace,
                        TenantObjects.SECRETS_SEEN,
                        List.of(
                                TenantObjects.signedIn("User", setup.operatorUser()),
                                TenantObjects.signedIn("Group", setup.operatorGroup()))));
            }
        }
        if (!subjects.isEmpty()) {
            ClusterRoleBinding wanted = TenantObjects.reading(name, subjects);
            ClusterRoleBinding found = objects.client().resource(wanted).get();
            steps.add(objects.ensure(
                    TenantObjects.reading(name, joined(found == null ? null : found.getSubjects(), subjects))));
        }
        return steps;
    }

    private Step bind(String namespace, String role, List<Subject> subjects) {
        RoleBinding wanted = TenantObjects.binding(namespace, role, subjects);
        RoleBinding found = objects.client().resource(wanted).get();
        return objects.ensure(
                TenantObjects.binding(namespace, role, joined(found == null ? null : found.getSubjects(), subjects)));
    }

    /** Whoever has a right already keeps it: it is taken away by hand, or with the tenant. */
    private static List<Subject> joined(@Nullable List<Subject> there, List<Subject> more) {
        Set<Subject> all = new LinkedHashSet<>(there == null ? List.of() : there);
        more.stream()
                .filter(subject -> all.stream().noneMatch(known -> same(known, subject)))
                .forEach(all::add);
        return List.copyOf(all);
    }

    private static boolean same(Subject one, Subject other) {
        return one.getKind().equals(other.getKind())
                && one.getName().equals(other.getName())
                && Optional.ofNullable(one.getNamespace()).equals(Optional.ofNullable(other.getNamespace()));
    }
}
