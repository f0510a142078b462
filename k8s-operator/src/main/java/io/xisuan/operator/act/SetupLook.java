package io.xisuan.operator.act;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.api.model.admissionregistration.v1.ValidatingAdmissionPolicyBinding;
import io.fabric8.kubernetes.api.model.rbac.ClusterRole;
import io.fabric8.kubernetes.api.model.rbac.ClusterRoleBinding;
import io.fabric8.kubernetes.api.model.rbac.PolicyRule;
import io.fabric8.kubernetes.api.model.rbac.Role;
import io.fabric8.kubernetes.api.model.rbac.Subject;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.xisuan.operator.api.Marks;
import java.io.ByteArrayInputStream;
import java.net.HttpURLConnection;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What a cluster has of the setup of this version, object by object, for people who look; it changes nothing. Unlike {@link
 * ClusterSetup#check} it also finds what somebody changed by hand, where its rights let it ask the API server what an application
 * would do.
 */
public final class SetupLook {
    /** The name of the operator's role, of its bindings and of the user that it is bound to by default. */
    private static final String OPERATOR = "xisuan-operator";

    private static final String GROUP = "Group";
    private static final String TENANT_PODS = "xisuan-tenant-pods";
    private static final int AT_ONCE = 8;
    private static final String DIGEST = Marks.PREFIX + "setup";

    private final KubernetesClient client;
    private final SetupOptions options;
    private final Optional<SetupOptions.Enforcement> enforcement;

    private SetupLook(KubernetesClient client, SetupOptions options, Optional<SetupOptions.Enforcement> enforcement) {
        this.client = client;
        this.options = options;
        this.enforcement = enforcement;
    }

    /** How an object of the setup is not as it should be. */
    public enum State {
        MISSING,
        /** Another version of Xisuan applied it last, or none did. */
        OTHER_VERSION,
        /** This version applied it, and somebody changed it since. */
        CHANGED
    }

    /** An object that is not as this version needs it. */
    public record Difference(String kind, String name, State state) {}

    /**
     * A right that the operator needs.
     *
     * @param namespace empty for all
     * @param resource with its subresource, as {@code sites/status}
     * @param name of the one object; empty for any
     */
    public record Right(String namespace, String group, String resource, String name, String verb) {}

    /** Looks who the operator is here and what the tenants' policies do, by what is installed; else by what an installation chooses. */
    public static SetupLook at(KubernetesClient client) {
        Optional<SetupOptions.Enforcement> enforcement = enforcement(client);
        SetupOptions options = installed(client).withTenantPolicies(enforcement.orElse(SetupOptions.Enforcement.WARN));
        return new SetupLook(client, options, enforcement);
    }

    private static Optional<SetupOptions.Enforcement> enforcement(KubernetesClient client) {
        ValidatingAdmissionPolicyBinding binding = client.admissionRegistration()
                .v1()
                .validatingAdmissionPolicyBindings()
                .withName(TENANT_PODS)
                .get();
        return Optional.ofNullable(binding)
                .map(found -> found.getSpec().getValidationActions().contains("Deny")
                        ? SetupOptions.Enforcement.DENY
                        : SetupOptions.Enforcement.WARN);
    }

    /**
     * Returns whom the bindings of the installation name as the operator and as the groups of people, which operations may read; the
     * defaults for what is not bound.
     */
    public static SetupOptions installed(KubernetesClient client) {
        List<Subject> operator = bound(client, OPERATOR);
        SetupOptions defaults = SetupOptions.DEFAULTS;
        return new SetupOptions(
                operator.stream()
                        .filter(subject -> !GROUP.equals(subject.getKind()))
                        .map(SetupLook::user)
                        .findFirst()
                        .orElse(defaults.operatorUser()),
                group(operator).orElse(defaults.operatorGroup()),
                group(bound(client, "xisuan-operations")).orElse(defaults.operationsGroup()),
                group(bound(client, "xisuan-finance")).orElse(defaults.financeGroup()),
                group(bound(client, "xisuan-tenants-read")).orElse(defaults.tenantsGroup()),
                defaults.tenantPolicies(),
                defaults.patience());
    }

    private static List<Subject> bound(KubernetesClient client, String name) {
        ClusterRoleBinding binding =
                client.rbac().clusterRoleBindings().withName(name).get();
        return binding == null || binding.getSubjects() == null ? List.of() : binding.getSubjects();
    }

    private static Optional<String> group(List<Subject> subjects) {
        return subjects.stream()
                .filter(subject -> GROUP.equals(subject.getKind()))
                .map(Subject::getName)
                .findFirst();
    }

    private static String user(Subject subject) {
        return "ServiceAccount".equals(subject.getKind())
                ? "system:serviceaccount:%s:%s".formatted(subject.getNamespace(), subject.getName())
                : subject.getName();
    }

    /** Returns the choices of the installation as far as they can be seen: with them it is brought up to date. */
    public SetupOptions options() {
        return options;
    }

    /** Returns what the policies of tenants' pods do; empty where they are not installed. */
    public Optional<SetupOptions.Enforcement> tenantPolicies() {
        return enforcement;
    }

    /** Returns every object that is not as this version needs it, in the order of their application. */
    public List<Difference> differences() {
        List<Difference> differences = new ArrayList<>();
        objects(SetupManifests.manifest(SetupManifests.LEADER, options, "")).stream()
                .filter(object -> client.resource(object).get() == null)
                .forEach(object -> differences.add(difference(object, State.MISSING)));
        differences.addAll(asked(needed()));
        return differences;
    }

    private List<HasMetadata> needed() {
        String defaultClass = ClusterSetup.defaultClass(client);
        List<HasMetadata> needed = new ArrayList<>();
        SetupManifests.CRDS.forEach(file -> needed.addAll(objects(SetupManifests.crd(file))));
        Stream.concat(Stream.of(SetupManifests.SYSTEM), SetupManifests.APPLIED.stream())
                .forEach(file -> needed.addAll(objects(SetupManifests.manifest(file, options, defaultClass))));
        return needed;
    }

    /** Asks for a few at once, for each answer takes as long as the way to the API server. */
    private List<Difference> asked(List<HasMetadata> needed) {
        try (ExecutorService threads = Executors.newFixedThreadPool(AT_ONCE)) {
            List<Future<Optional<Difference>>> asked = needed.stream()
                    .map(object -> threads.submit(() -> state(object).map(state -> difference(object, state))))
                    .toList();
            List<Difference> differences = new ArrayList<>();
            for (Future<Optional<Difference>> answer : asked) {
                answer.get().ifPresent(differences::add);
            }
            return differences;
        } catch (ExecutionException e) {
            throw e.getCause() instanceof KubernetesClientException error ? error : new IllegalStateException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while the setup was looked at", e);
        }
    }

    private static Difference difference(HasMetadata object, State state) {
        return new Difference(object.getKind(), object.getMetadata().getName(), state);
    }

    private Optional<State> state(HasMetadata needed) {
        HasMetadata found = client.resource(needed).get();
        if (found == null) {
            return Optional.of(State.MISSING);
        }
        Map<String, String> annotations =
                Optional.ofNullable(found.getMetadata().getAnnotations()).orElse(Map.of());
        if (!SetupManifests.digest().equals(annotations.get(DIGEST))) {
            return Optional.of(State.OTHER_VERSION);
        }
        return changed(needed, found) ? Optional.of(State.CHANGED) : Optional.empty();
    }

    /** Asks what putting it would make of it; who may not put it is not told of changes. */
    private boolean changed(HasMetadata needed, HasMetadata found) {
        try {
            HasMetadata put = client.resource(exact(needed, found)).dryRun().update();
            return !content(put).equals(content(found));
        } catch (KubernetesClientException error) {
            if (error.getCode() == HttpURLConnection.HTTP_FORBIDDEN) {
                return false;
            }
            throw error;
        }
    }

    /**
     * Puts every object that somebody changed back as its manifest says. An application alone would keep what others added, as a
     * selector that leaves namespaces out.
     */
    public void putBack() {
        for (HasMetadata object : needed()) {
            if (state(object).filter(State.CHANGED::equals).isPresent()) {
                HasMetadata found = client.resource(object).get();
                client.resource(exact(object, found)).update();
            }
        }
    }

    /** Returns the manifest's content with the labels and annotations that others keep on the object, as a chart does. */
    private static HasMetadata exact(HasMetadata needed, HasMetadata found) {
        ObjectMeta meta = found.getMetadata();
        needed.getMetadata()
                .setLabels(merged(meta.getLabels(), needed.getMetadata().getLabels()));
        needed.getMetadata()
                .setAnnotations(
                        merged(meta.getAnnotations(), needed.getMetadata().getAnnotations()));
        needed.getMetadata().setResourceVersion(meta.getResourceVersion());
        return needed;
    }

    private static Map<String, String> merged(
            @Nullable Map<String, String> theirs, @Nullable Map<String, String> ours) {
        TreeMap<String, String> all = new TreeMap<>(Optional.ofNullable(theirs).orElse(Map.of()));
        all.putAll(Optional.ofNullable(ours).orElse(Map.of()));
        return all;
    }

    private JsonNode content(HasMetadata object) {
        JsonNode tree = client.getKubernetesSerialization().convertValue(object, JsonNode.class);
        return tree instanceof ObjectNode fields ? fields.without(List.of("metadata", "status")) : tree;
    }

    /** Returns the epoch that the cluster's fence states; empty where the ConfigMap is missing or states none. */
    public OptionalLong epoch() {
        ConfigMap leader = client.configMaps()
                .inNamespace(Marks.SYSTEM_NAMESPACE)
                .withName(Marks.LEADER)
                .get();
        String epoch = leader == null || leader.getData() == null
                ? ""
                : leader.getData().getOrDefault(Marks.LEADER_EPOCH, "");
        return epoch.matches("[0-9]{1,18}") ? OptionalLong.of(Long.parseLong(epoch)) : OptionalLong.empty();
    }

    /** Returns the rights that this version's operator needs, one for each resource and verb. */
    public List<Right> rights() {
        List<Right> rights = new ArrayList<>();
        for (HasMetadata object : objects(SetupManifests.manifest(SetupManifests.RIGHTS, options, ""))) {
            if (object.getMetadata().getName().equals(OPERATOR)) {
                if (object instanceof ClusterRole role) {
                    role.getRules().forEach(rule -> rights.addAll(rights("", rule)));
                } else if (object instanceof Role role) {
                    role.getRules().forEach(rule -> rights.addAll(rights(Marks.SYSTEM_NAMESPACE, rule)));
                }
            }
        }
        return rights;
    }

    private static List<Right> rights(String namespace, PolicyRule rule) {
        List<String> names =
                rule.getResourceNames() == null || rule.getResourceNames().isEmpty()
                        ? List.of("")
                        : rule.getResourceNames();
        List<Right> rights = new ArrayList<>();
        for (String group : rule.getApiGroups()) {
            for (String resource : rule.getResources()) {
                for (String name : names) {
                    rule.getVerbs().forEach(verb -> rights.add(new Right(namespace, group, resource, name, verb)));
                }
            }
        }
        return rights;
    }

    private List<HasMetadata> objects(String yaml) {
        return client.load(new ByteArrayInputStream(yaml.getBytes(StandardCharsets.UTF_8)))
                .items();
    }
}
