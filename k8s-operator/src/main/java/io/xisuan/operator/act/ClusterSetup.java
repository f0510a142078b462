package io.xisuan.operator.act;

import io.fabric8.kubernetes.api.model.HasMetadata;
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
import java.util.concurrent.TimeUnit;

/**
 * What a cluster must have before we act on it: CRDs, our namespace and priority class, the fence and the other policies,
 * and rights. An administrator installs it, by server-side apply and as often as wanted; the operator only checks.
 *
 * <p>What a newer version of Kubernetes or of ours no longer needs is not removed.
 */
public final class ClusterSetup {
    private static final int OLDEST_MINOR = 30;
    private static final String DIGEST = Marks.PREFIX + "setup";

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
     * Looks whether the cluster is set up as this version needs it; the operator's own rights suffice. Refused with {@link
     * RefusalReason#NOT_SET_UP} and a sentence that names what is missing.
     */
    public static ActAnswer check(KubernetesClient client, ClusterId cluster) {
        ClusterSetup setup = new ClusterSetup(client, cluster, SetupOptions.DEFAULTS);
        return setup.answered("look at the setup", setup::checkAll);
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
        objects(SetupManifests.manifest(SetupManifests.SYSTEM, options)).forEach(this::apply);
        objects(SetupManifests.manifest(SetupManifests.LEADER, options)).forEach(this::createMissing);
        for (HasMetadata definition : definitions) {
            if (!established(definition)) {
                return notEstablished(definition);
            }
        }
        SetupManifests.APPLIED.forEach(
                file -> objects(SetupManifests.manifest(file, options)).forEach(this::apply));
        return new EpochFence(client, cluster).awaitRefusal(-1);
    }

    private ActAnswer checkAll() {
        List<HasMetadata> needed = new ArrayList<>();
        SetupManifests.CRDS.forEach(file -> needed.addAll(objects(SetupManifests.crd(file))));
        needed.addAll(objects(SetupManifests.manifest(SetupManifests.SYSTEM, options)));
        SetupManifests.APPLIED.forEach(file -> needed.addAll(objects(SetupManifests.manifest(file, options))));
        String digest = SetupManifests.digest();
        for (HasMetadata object : needed) {
            HasMetadata found = client.resource(object).get();
            if (found == null || !digest.equals(annotation(found))) {
                return notSetUp("%s %s is %s"
                        .formatted(
                                object.getKind(),
                                object.getMetadata().getName(),
                                found == null ? "missing" : "of another version of Xisuan"));
            }
        }
        return ActAnswer.DONE;
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
        object.getMetadata().setAnnotations(Map.of(DIGEST, SetupManifests.digest()));
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
                .map(annotations -> annotations.get(DIGEST))
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
