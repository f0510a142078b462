package io.xisuan.operator.act;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Namespace;
import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceDefinition;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.VersionInfo;
import io.xisuan.model.ClusterId;
import io.xisuan.operator.api.Marks;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * What a cluster must have before we act on it: CRDs, our namespace and priority class, the fence and the other policies,
 * and rights. An administrator installs it, by server-side apply and as often as wanted; the operator only checks.
 *
 * <p>What a newer version of Kubernetes or of ours no longer needs is not removed.
 */
public final class ClusterSetup {
    private static final int OLDEST_MINOR = 30;

    private final KubernetesClient client;
    private final ClusterId cluster;
    private final SetupOptions options;

    private ClusterSetup(KubernetesClient client, ClusterId cluster, SetupOptions options) {
        this.client = client;
        this.cluster = cluster;
        this.options = options;
    }

    /** Installs or brings up to date, with an administrator's rights; returns once the fence is in force. */
    public static ActAnswer install(KubernetesClient client, ClusterId cluster, SetupOptions options) {
        ClusterSetup setup = new ClusterSetup(client, cluster, options);
        return setup.answered("set up", setup::installAll);
    }

    /** Installs with the choices that a new cluster gets. */
    public static ActAnswer install(KubernetesClient client, ClusterId cluster) {
        return install(client, cluster, SetupOptions.DEFAULTS);
    }

    /**
     * Looks whether the cluster is set up as an operator of this version needs it to begin: kinds, policies, its own rights, which suffice
     * for the look. Refused with {@link RefusalReason#NOT_SET_UP} and a sentence that names what is missing.
     */
    public static ActAnswer check(KubernetesClient client, ClusterId cluster) {
        ClusterSetup setup = new ClusterSetup(client, cluster, SetupOptions.DEFAULTS);
        return setup.answered("look at the setup", setup::checkAll);
    }

    /**
     * Returns what an installation applies, as YAML for kubectl: for whoever reads before they apply, or applies by other means.
     *
     * @param defaultClass the priority class that the cluster gives to pods that name none; "" for none
     */
    public static String manifests(SetupOptions options, String defaultClass) {
        return SetupManifests.all(options, defaultClass);
    }

    /** Returns the Helm release that keeps the cluster's rights; empty when none does, or the cluster does not say. */
    public static Optional<String> release(KubernetesClient client) {
        try {
            return Optional.ofNullable(client.rbac()
                            .clusterRoles()
                            .withName("xisuan-operator")
                            .get())
                    .flatMap(role -> Optional.ofNullable(role.getMetadata().getAnnotations()))
                    .map(annotations -> annotations.get("meta.helm.sh/release-name"));
        } catch (KubernetesClientException unknown) {
            // Whoever asks goes on to install, and is told there what is wrong.
            return Optional.empty();
        }
    }

    private interface Step {
        ActAnswer run();
    }

    private ActAnswer answered(String act, Step step) {
        try {
            Optional<ActAnswer> tooOld = refusedVersion();
            return tooOld.isPresent() ? tooOld.get() : step.run();
        } catch (KubernetesClientException error) {
            return Answers.of(cluster, act, error);
        }
    }

    private ActAnswer installAll() {
        List<HasMetadata> definitions = SetupManifests.CRDS.stream()
                .flatMap(file -> objects(SetupManifests.crd(file)).stream())
                .toList();
        definitions.forEach(this::apply);
        objects(manifest(SetupManifests.SYSTEM, "")).forEach(this::apply);
        objects(manifest(SetupManifests.LEADER, "")).forEach(this::createMissing);
        for (HasMetadata definition : definitions) {
            if (!established(definition)) {
                return notEstablished(definition);
            }
        }
        String defaultClass = defaultClass(client);
        SetupManifests.POLICIES.forEach(
                file -> objects(manifest(file, defaultClass)).forEach(this::apply));
        ActAnswer inForce = new EpochFence(client, cluster).awaitRefusal(-1);
        if (inForce instanceof ActAnswer.Done) {
            Stream.of(SetupManifests.RIGHTS, SetupManifests.NARROWED)
                    .forEach(file -> objects(manifest(file, defaultClass)).forEach(this::apply));
        }
        return inForce;
    }

    private ActAnswer checkAll() {
        List<HasMetadata> needed = new ArrayList<>();
        SetupManifests.CRDS.forEach(file -> needed.addAll(objects(SetupManifests.crd(file))));
        needed.addAll(objects(manifest(SetupManifests.SYSTEM, "")));
        // People's narrowed rights may come after the operator: Helm gives them once it is ready.
        SetupManifests.APPLIED.stream()
                .filter(file -> !file.equals(SetupManifests.NARROWED))
                .forEach(file -> needed.addAll(objects(manifest(file, ""))));
        // A Helm release is kept in our namespace, so Helm makes it before the chart could mark it.
        List<HasMetadata> there = new ArrayList<>(objects(manifest(SetupManifests.LEADER, "")));
        needed.stream().filter(Namespace.class::isInstance).forEach(there::add);
        needed.removeIf(Namespace.class::isInstance);
        String digest = SetupManifests.digest();
        return problems(needed, found -> digest.equals(annotation(found)))
                .or(() -> problems(there, found -> true))
                .map(this::notSetUp)
                .orElse(ActAnswer.DONE);
    }

    /** Asks for all objects at once, for each answer takes as long as the way to the API server, and says the first that is not as needed. */
    private Optional<String> problems(List<HasMetadata> needed, Predicate<HasMetadata> asNeeded) {
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<Optional<String>>> asked = needed.stream()
                    .map(object -> threads.submit(() -> problem(object, asNeeded)))
                    .toList();
            Optional<String> first = Optional.empty();
            for (Future<Optional<String>> answer : asked) {
                Optional<String> problem = answer.get();
                first = first.or(() -> problem);
            }
            return first;
        } catch (ExecutionException e) {
            throw e.getCause() instanceof KubernetesClientException error ? error : new IllegalStateException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while the setup was looked at", e);
        }
    }

    private Optional<String> problem(HasMetadata object, Predicate<HasMetadata> asNeeded) {
        HasMetadata found = client.resource(object).get();
        if (found != null && asNeeded.test(found)) {
            return Optional.empty();
        }
        return Optional.of("%s %s is %s"
                .formatted(
                        object.getKind(),
                        object.getMetadata().getName(),
                        found == null ? "missing" : "of another version of Xisuan"));
    }

    private String manifest(String file, String defaultClass) {
        return SetupManifests.manifest(file, options, defaultClass);
    }

    /** Returns the priority class that the cluster gives to pods that name none, which nobody chose; "" for none. */
    static String defaultClass(KubernetesClient client) {
        return client.scheduling().v1().priorityClasses().list().getItems().stream()
                .filter(priority -> Boolean.TRUE.equals(priority.getGlobalDefault()))
                .map(priority -> priority.getMetadata().getName())
                .findFirst()
                .orElse("");
    }

    private Optional<ActAnswer> refusedVersion() {
        VersionInfo version = client.getKubernetesVersion();
        int major = number(version.getMajor());
        int minor = number(version.getMinor());
        return major > 1 || (major == 1 && minor >= OLDEST_MINOR)
                ? Optional.empty()
                : Optional.of(new ActAnswer.Refused(
                        RefusalReason.TOO_OLD,
                        "Cluster %s runs Kubernetes %s.%s: Xisuan needs 1.%d or newer, whose admission policies fence it"
                                .formatted(cluster.value(), version.getMajor(), version.getMinor(), OLDEST_MINOR)));
    }

    private void apply(HasMetadata object) {
        object.getMetadata().setAnnotations(Map.of(SetupManifests.DIGEST, SetupManifests.digest()));
        client.resource(object)
                .fieldManager(Marks.FIELD_MANAGER)
                .forceConflicts()
                .serverSideApply();
    }

    private void createMissing(HasMetadata object) {
        try {
            client.resource(object).create();
        } catch (KubernetesClientException error) {
            if (!Answers.alreadyExists(error)) {
                throw error;
            }
        }
    }

    private boolean established(HasMetadata definition) {
        CustomResourceDefinition established = client.apiextensions()
                .v1()
                .customResourceDefinitions()
                .withName(definition.getMetadata().getName())
                .waitUntilCondition(
                        ClusterSetup::isEstablished, options.patience().toMillis(), TimeUnit.MILLISECONDS);
        return isEstablished(established);
    }

    private static boolean isEstablished(CustomResourceDefinition definition) {
        return definition != null
                && definition.getStatus() != null
                && definition.getStatus().getConditions().stream()
                        .anyMatch(condition ->
                                "Established".equals(condition.getType()) && "True".equals(condition.getStatus()));
    }

    private ActAnswer notEstablished(HasMetadata definition) {
        return notSetUp("CustomResourceDefinition %s is not established after %d s"
                .formatted(
                        definition.getMetadata().getName(), options.patience().toSeconds()));
    }

    private ActAnswer notSetUp(String problem) {
        return new ActAnswer.Refused(
                RefusalReason.NOT_SET_UP,
                "Cluster %s is not set up: %s. Let an administrator run the setup of this version"
                        .formatted(cluster.value(), problem));
    }

    private static String annotation(HasMetadata found) {
        return Optional.ofNullable(found.getMetadata().getAnnotations())
                .map(annotations -> annotations.get(SetupManifests.DIGEST))
                .orElse("");
    }

    private List<HasMetadata> objects(String yaml) {
        return client.load(new ByteArrayInputStream(yaml.getBytes(StandardCharsets.UTF_8)))
                .items();
    }

    /** Returns a version's number; some distributions write {@code 30+}. */
    private static int number(String text) {
        String digits = text.replaceAll("[^0-9].*$", "");
        return digits.isEmpty() ? 0 : Integer.parseInt(digits);
    }
}
