package io.xisuan.operator.act;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.ListOptionsBuilder;
import io.fabric8.kubernetes.api.model.Namespace;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodList;
import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceDefinition;
import io.fabric8.kubernetes.api.model.coordination.v1.Lease;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.base.CustomResourceDefinitionContext;
import io.xisuan.operator.api.Marks;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.locks.LockSupport;

/** Looks what of ours a cluster holds. It changes nothing. */
final class FootprintSurvey {
    private static final long PAGE = 500;
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(60);
    private static final long LOOK_EVERY_NANOS = 250_000_000;

    private final KubernetesClient client;
    private final List<HasMetadata> setup;

    /** @param setup what a setup brings, in the order in which it is taken away */
    FootprintSurvey(KubernetesClient client, List<HasMetadata> setup) {
        this.client = client;
        this.setup = List.copyOf(setup);
    }

    Footprint look() {
        return new Footprint(leader(), workloads(), installed(), pods(), objects(), release());
    }

    /**
     * Returns who leads: whoever renews the Lease within the time that it lasts. Clocks are not compared, so a silent one is waited for;
     * a released one is nobody's.
     */
    Optional<String> leader() {
        Optional<Lease> before = lease();
        Optional<String> holder = before.flatMap(FootprintSurvey::holder);
        if (holder.isEmpty()) {
            return Optional.empty();
        }
        String version = before.orElseThrow().getMetadata().getResourceVersion();
        long end = System.nanoTime() + lasts(before.orElseThrow()).toNanos();
        while (System.nanoTime() < end) {
            Optional<Lease> now = lease();
            if (now.filter(lease -> !version.equals(lease.getMetadata().getResourceVersion()))
                    .isPresent()) {
                return now.flatMap(FootprintSurvey::holder);
            }
            LockSupport.parkNanos(LOOK_EVERY_NANOS);
        }
        return Optional.empty();
    }

    private Optional<Lease> lease() {
        return Optional.ofNullable(client.leases()
                .inNamespace(Marks.SYSTEM_NAMESPACE)
                .withName(Marks.LEASE)
                .get());
    }

    private static Optional<String> holder(Lease lease) {
        return Optional.ofNullable(lease.getSpec().getHolderIdentity()).filter(name -> !name.isEmpty());
    }

    private static Duration lasts(Lease lease) {
        Duration lasts = Duration.ofSeconds(
                Optional.ofNullable(lease.getSpec().getLeaseDurationSeconds()).orElse(0));
        return lasts.compareTo(LONGEST_WAIT) > 0 ? LONGEST_WAIT : lasts;
    }

    List<String> workloads() {
        List<String> running = new ArrayList<>();
        client
                .apps()
                .statefulSets()
                .inNamespace(Marks.SYSTEM_NAMESPACE)
                .withLabels(ClusterRemoval.OPERATOR)
                .list()
                .getItems()
                .stream()
                .filter(set -> !Integer.valueOf(0).equals(set.getSpec().getReplicas()))
                .forEach(set -> running.add("StatefulSet/" + set.getMetadata().getName()));
        client
                .apps()
                .deployments()
                .inNamespace(Marks.SYSTEM_NAMESPACE)
                .withLabels(ClusterRemoval.OPERATOR)
                .list()
                .getItems()
                .stream()
                .filter(deployment ->
                        !Integer.valueOf(0).equals(deployment.getSpec().getReplicas()))
                .forEach(deployment ->
                        running.add("Deployment/" + deployment.getMetadata().getName()));
        return running;
    }

    private List<String> installed() {
        return setup.stream()
                .filter(object -> !(object instanceof Namespace) && !(object instanceof CustomResourceDefinition))
                .filter(object -> client.resource(object).get() != null)
                .map(FootprintSurvey::named)
                .toList();
    }

    static String named(HasMetadata object) {
        return object.getKind() + "/" + object.getMetadata().getName();
    }

    /** Returns our pods that live, and those of any age with our finalizer or gate. */
    List<HeldPod> pods() {
        List<HeldPod> held = new ArrayList<>();
        String next = "";
        do {
            PodList page = client.pods()
                    .inAnyNamespace()
                    .list(new ListOptionsBuilder()
                            .withLimit(PAGE)
                            .withContinue(next.isEmpty() ? null : next)
                            .build());
            page.getItems().stream()
                    .filter(pod -> ofAJob(pod)
                            || HeldPod.of(pod).metered()
                            || HeldPod.of(pod).gated())
                    .map(HeldPod::of)
                    .filter(pod -> pod.metered() || pod.gated() || pod.lives())
                    .forEach(held::add);
            next = Optional.ofNullable(page.getMetadata().getContinue()).orElse("");
        } while (!next.isEmpty());
        return held;
    }

    private static boolean ofAJob(Pod pod) {
        return Optional.ofNullable(pod.getMetadata().getLabels())
                .filter(labels -> labels.containsKey(Marks.JOB))
                .isPresent();
    }

    private SortedMap<String, Integer> objects() {
        SortedMap<String, Integer> counts = new TreeMap<>();
        for (HasMetadata object : setup) {
            if (object instanceof CustomResourceDefinition definition
                    && client.resource(object).get() != null) {
                counts.put(
                        definition.getSpec().getNames().getKind(),
                        client.genericKubernetesResources(CustomResourceDefinitionContext.fromCrd(definition))
                                .inAnyNamespace()
                                .list()
                                .getItems()
                                .size());
            }
        }
        return counts;
    }

    /** Returns the name of the release that Helm keeps in our namespace; one that is uninstalled can have its history there still. */
    private Optional<String> release() {
        return client
                .secrets()
                .inNamespace(Marks.SYSTEM_NAMESPACE)
                .withLabel("owner", "helm")
                .list()
                .getItems()
                .stream()
                .filter(secret -> "helm.sh/release.v1".equals(secret.getType()))
                .filter(secret ->
                        !"uninstalled".equals(secret.getMetadata().getLabels().get("status")))
                .flatMap(secret ->
                        Optional.ofNullable(secret.getMetadata().getLabels().get("name")).stream())
                .findFirst();
    }
}
