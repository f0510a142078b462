package io.xisuan.operator.act;

import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.ConfigMapBuilder;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.ServiceBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.xisuan.model.ClusterId;
import io.xisuan.operator.api.Marks;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;

/**
 * The cluster's end of the fence: the epoch that its ConfigMap states, raised by compare-and-set, and a probe that tells
 * whether the API server acts by it already (its policies see the ConfigMap a moment after the write was acknowledged).
 */
final class EpochFence {
    private static final int MAX_CONFLICTS = 20;
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final long FIRST_PAUSE_NANOS = 1_000_000;
    private static final long LAST_PAUSE_NANOS = 50_000_000;

    private final KubernetesClient client;
    private final ClusterId cluster;

    EpochFence(KubernetesClient client, ClusterId cluster) {
        this.client = client;
        this.cluster = cluster;
    }

    /** Raises the epoch and returns once the one before is refused; fenced when the cluster knows a newer one. */
    ActAnswer raise(long epoch) {
        try {
            ActAnswer written = write(epoch);
            return written instanceof ActAnswer.Done ? awaitRefusal(epoch - 1) : written;
        } catch (KubernetesClientException error) {
            return Answers.of(cluster, "raise the epoch to " + epoch, error);
        }
    }

    /** Returns once a creation under the epoch is refused; a negative epoch stands for none at all. */
    ActAnswer awaitRefusal(long epoch) {
        long end = System.nanoTime() + PATIENCE.toNanos();
        long pause = FIRST_PAUSE_NANOS;
        while (true) {
            Optional<KubernetesClientException> refusal = probe(epoch);
            if (refusal.isPresent()) {
                return answer(refusal.get());
            }
            if (System.nanoTime() > end) {
                return notInForce(epoch);
            }
            LockSupport.parkNanos(pause);
            pause = Math.min(2 * pause, LAST_PAUSE_NANOS);
        }
    }

    /** Says whether the fence lets pass what bears no epoch: its policies are gone, or not there yet. */
    boolean open() {
        return probe(-1).filter(Answers::byFence).isEmpty();
    }

    private ActAnswer write(long epoch) {
        for (int conflicts = 0; conflicts < MAX_CONFLICTS; conflicts++) {
            ConfigMap leader = client.configMaps()
                    .inNamespace(Marks.SYSTEM_NAMESPACE)
                    .withName(Marks.LEADER)
                    .get();
            if (leader == null) {
                return new ActAnswer.Refused(
                        RefusalReason.NOT_SET_UP,
                        "Cluster %s has no ConfigMap %s in namespace %s: let an administrator set the cluster up"
                                .formatted(cluster.value(), Marks.LEADER, Marks.SYSTEM_NAMESPACE));
            }
            long stated = stated(leader);
            if (stated > epoch) {
                return new ActAnswer.Fenced("Cluster %s is led under epoch %d, ours is %d: a newer leader acts there"
                        .formatted(cluster.value(), stated, epoch));
            }
            if (stated == epoch || replaced(leader, epoch)) {
                return ActAnswer.DONE;
            }
        }
        return new ActAnswer.Unreachable("Cluster %s: the epoch was changed by others %d times in a row"
                .formatted(cluster.value(), MAX_CONFLICTS));
    }

    private boolean replaced(ConfigMap leader, long epoch) {
        ConfigMap raised = new ConfigMapBuilder(leader)
                .withData(Map.of(Marks.LEADER_EPOCH, Long.toString(epoch)))
                .build();
        try {
            client.resource(raised).lockResourceVersion().update();
            return true;
        } catch (KubernetesClientException error) {
            if (Answers.conflict(error) || Answers.mayOnlyRise(error)) {
                return false;
            }
            throw error;
        }
    }

    /** Asks, without creating anything, for a Service under the epoch; returns the refusal, if there is one. */
    private Optional<KubernetesClientException> probe(long epoch) {
        try {
            client.resource(probeOf(epoch)).dryRun().create();
            return Optional.empty();
        } catch (KubernetesClientException error) {
            return Optional.of(error);
        }
    }

    /** A headless Service: no address is allotted for it, and Services and pods are fenced by one policy. */
    private static Service probeOf(long epoch) {
        return new ServiceBuilder()
                .withNewMetadata()
                .withName("xisuan-probe")
                .withNamespace(Marks.SYSTEM_NAMESPACE)
                .addToLabels(Marks.JOB, "probe")
                .addToAnnotations(Marks.EPOCH, Long.toString(epoch))
                .endMetadata()
                .withNewSpec()
                .withClusterIP("None")
                .endSpec()
                .build();
    }

    private ActAnswer answer(KubernetesClientException error) {
        return Answers.byFence(error) ? ActAnswer.DONE : Answers.of(cluster, "probe the fence", error);
    }

    private ActAnswer notInForce(long epoch) {
        return new ActAnswer.Refused(
                RefusalReason.NOT_SET_UP,
                "Cluster %s still lets creations of epoch %d pass after %d s: let an administrator set the cluster up"
                        .formatted(cluster.value(), epoch, PATIENCE.toSeconds()));
    }

    private static long stated(ConfigMap leader) {
        String epoch = Optional.ofNullable(leader.getData())
                .map(data -> data.get(Marks.LEADER_EPOCH))
                .orElse("");
        return epoch.matches("[0-9]{1,18}") ? Long.parseLong(epoch) : -1;
    }
}
