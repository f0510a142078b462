package io.xisuan.operator.act;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceDefinition;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import io.xisuan.model.ClusterId;
import io.xisuan.operator.api.Marks;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * Takes away what {@link ClusterSetup} brought, with an administrator's rights: first the operator is stopped, then rights and policies go,
 * then our finalizers and gates come off pods, then the rest. Kinds with all their objects, the namespace with its volumes and Secrets,
 * and the marks on tenants' namespaces stay, until they are purged.
 *
 * <p>Each deed is one that may be repeated, so whoever was interrupted asks again. Rights go before policies, since some rights are only
 * narrow enough under a policy.
 */
public final class ClusterRemoval {
    /** What selects the operator's workloads and pods in our namespace, as the chart labels them. */
    static final Map<String, String> OPERATOR =
            Map.of("app.kubernetes.io/name", "xisuan", "app.kubernetes.io/component", "operator");

    private static final List<String> BINDINGS = List.of("ClusterRoleBinding", "RoleBinding");
    private static final List<String> POLICIES =
            List.of("ValidatingAdmissionPolicyBinding", "ValidatingAdmissionPolicy");
    private static final List<String> REST = List.of("ClusterRole", "Role", "PriorityClass", "ConfigMap");
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final long LOOK_EVERY_NANOS = 250_000_000;
    private static final PatchContext JSON_PATCH = PatchContext.of(PatchType.JSON);

    private final KubernetesClient client;
    private final ClusterId cluster;
    private final Consumer<String> progress;
    private final List<HasMetadata> setup;
    private final FootprintSurvey survey;

    /** @param progress takes one line for each step */
    public ClusterRemoval(KubernetesClient client, ClusterId cluster, Consumer<String> progress) {
        this.client = client;
        this.cluster = cluster;
        this.progress = progress;
        this.setup = setup();
        this.survey = new FootprintSurvey(client, setup);
    }

    /**
     * Looks what there is; takes as long as the Lease lasts where a leader is silent.
     *
     * @throws KubernetesClientException when the cluster refuses or does not answer
     */
    public Footprint look() {
        return survey.look();
    }

    /** Says what an error of the cluster means. */
    public ActAnswer answer(KubernetesClientException error) {
        return Answers.of(cluster, "uninstall", error);
    }

    /** Takes it away, but for kinds, their objects and the namespace. */
    public ActAnswer remove() {
        try {
            stopWorkloads();
            Optional<String> leader = survey.leader();
            if (leader.isPresent()) {
                return new ActAnswer.Refused(
                        RefusalReason.CHANGED,
                        "Cluster %s: %s still leads: stop that operator, then ask again"
                                .formatted(cluster.value(), leader.get()));
            }
            progress.accept("taking away rights and policies");
            delete(BINDINGS);
            delete(POLICIES);
            awaitOpen();
            for (HeldPod pod : survey.pods()) {
                ActAnswer freed = free(pod);
                if (!(freed instanceof ActAnswer.Done)) {
                    return freed;
                }
            }
            delete(REST);
            client.leases()
                    .inNamespace(Marks.SYSTEM_NAMESPACE)
                    .withName(Marks.LEASE)
                    .delete();
            return ActAnswer.DONE;
        } catch (KubernetesClientException error) {
            return answer(error);
        }
    }

    /** Deletes what {@link #remove} leaves: kinds with all their objects, and the namespace with volumes and Secrets. */
    public ActAnswer purge() {
        try {
            for (HasMetadata object : setup) {
                if (object instanceof CustomResourceDefinition) {
                    progress.accept("deleting " + FootprintSurvey.named(object) + " with all its objects");
                    client.resource(object).delete();
                }
            }
            progress.accept("deleting namespace " + Marks.SYSTEM_NAMESPACE + " with its volumes and Secrets");
            client.namespaces().withName(Marks.SYSTEM_NAMESPACE).delete();
            return ActAnswer.DONE;
        } catch (KubernetesClientException error) {
            return answer(error);
        }
    }

    private void stopWorkloads() {
        for (String workload : survey.workloads()) {
            progress.accept("stopping " + workload);
            String name = workload.substring(workload.indexOf('/') + 1);
            if (workload.startsWith("StatefulSet/")) {
                client.apps()
                        .statefulSets()
                        .inNamespace(Marks.SYSTEM_NAMESPACE)
                        .withName(name)
                        .scale(0);
            } else {
                client.apps()
                        .deployments()
                        .inNamespace(Marks.SYSTEM_NAMESPACE)
                        .withName(name)
                        .scale(0);
            }
        }
        awaited(() -> client.pods()
                .inNamespace(Marks.SYSTEM_NAMESPACE)
                .withLabels(OPERATOR)
                .list()
                .getItems()
                .isEmpty());
    }

    private void delete(List<String> kinds) {
        for (String kind : kinds) {
            setup.stream()
                    .filter(object -> object.getKind().equals(kind))
                    .forEach(object -> patiently(() -> client.resource(object).delete()));
        }
    }

    /** Waits until the API server lets pass what the fence refused: it takes a moment to know that a policy is gone. */
    private void awaitOpen() {
        EpochFence fence = new EpochFence(client, cluster);
        awaited(fence::open);
    }

    private ActAnswer free(HeldPod pod) {
        if (pod.gated()) {
            progress.accept("taking the gate off pod %s/%s".formatted(pod.namespace(), pod.name()));
            patiently(() -> ungate(pod));
        }
        if (!pod.metered()) {
            return ActAnswer.DONE;
        }
        progress.accept("freeing pod %s/%s".formatted(pod.namespace(), pod.name()));
        FinalizerRelease release = new FinalizerRelease(client, cluster);
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (true) {
            ActAnswer answer = release.release(pod.namespace(), pod.name(), pod.uid());
            boolean forgotten =
                    !(answer instanceof ActAnswer.Refused refused && refused.reason() == RefusalReason.POLICY);
            if (forgotten || System.nanoTime() > end) {
                return answer;
            }
            LockSupport.parkNanos(LOOK_EVERY_NANOS);
        }
    }

    private boolean ungate(HeldPod pod) {
        var now =
                client.pods().inNamespace(pod.namespace()).withName(pod.name()).get();
        if (now == null || !pod.uid().equals(now.getMetadata().getUid())) {
            return false;
        }
        List<String> gates = now.getSpec().getSchedulingGates().stream()
                .map(gate -> Optional.ofNullable(gate.getName()).orElse(""))
                .toList();
        int place = gates.indexOf(Marks.PLAN_GATE);
        if (place >= 0) {
            client.pods().inNamespace(pod.namespace()).withName(pod.name()).patch(JSON_PATCH, """
                            [{"op":"test","path":"/metadata/uid","value":"%1$s"},
                             {"op":"test","path":"/spec/schedulingGates/%2$d/name","value":"%3$s"},
                             {"op":"remove","path":"/spec/schedulingGates/%2$d"}]""".formatted(
                            pod.uid(), place, Marks.PLAN_GATE));
        }
        return place >= 0;
    }

    /** Repeats what a policy refuses that is being forgotten, until it is. */
    private static void patiently(Runnable deed) {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (true) {
            try {
                deed.run();
                return;
            } catch (KubernetesClientException error) {
                if (!Answers.byPolicy(error) || System.nanoTime() > end) {
                    throw error;
                }
                LockSupport.parkNanos(LOOK_EVERY_NANOS);
            }
        }
    }

    private static void awaited(Supplier<Boolean> so) {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (!so.get() && System.nanoTime() < end) {
            LockSupport.parkNanos(LOOK_EVERY_NANOS);
        }
    }

    /** Returns what a setup brings; what an installation chose stands in no name. */
    private List<HasMetadata> setup() {
        List<String> texts = new ArrayList<>();
        SetupManifests.CRDS.forEach(file -> texts.add(SetupManifests.crd(file)));
        List<String> files = new ArrayList<>(List.of(SetupManifests.SYSTEM, SetupManifests.LEADER));
        files.addAll(SetupManifests.APPLIED);
        files.forEach(file -> texts.add(SetupManifests.manifest(file, SetupOptions.DEFAULTS, "")));
        return texts.stream()
                .flatMap(text ->
                        client.load(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8))).items().stream())
                .toList();
    }
}
