package io.xisuan.benchmarks;

import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.xisuan.billing.usage.AttemptKey;
import io.xisuan.model.ClusterId;
import io.xisuan.model.JobId;
import io.xisuan.model.NodeName;
import io.xisuan.model.SiteId;
import io.xisuan.model.TenantId;
import io.xisuan.operator.act.ActAnswer;
import io.xisuan.operator.act.ClusterActor;
import io.xisuan.operator.act.ClusterSetup;
import io.xisuan.operator.act.GangOrder;
import io.xisuan.operator.act.PodOrder;
import io.xisuan.operator.act.WorkerNeeds;
import io.xisuan.operator.act.WorkerProgram;
import io.xisuan.operator.act.WorkerShape;
import io.xisuan.operator.api.Marks;
import io.xisuan.operator.api.v1alpha1.Accelerator;
import io.xisuan.operator.api.v1alpha1.JobVariant;
import io.xisuan.operator.api.v1alpha1.TrainingJob;
import io.xisuan.operator.api.v1alpha1.TrainingJobSpec;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.TreeMap;

/** The part of a cluster that the experiment on the fence uses: a namespace of its own, set up and taken away again. */
final class FenceGround implements AutoCloseable {
    static final ClusterId CLUSTER = new ClusterId("fence");
    private static final String NAMESPACE = "xisuan-fence-benchmark";

    private final KubernetesClient client;

    FenceGround(KubernetesClient client) {
        this.client = client;
        ActAnswer installed = ClusterSetup.install(client, CLUSTER);
        if (!(installed instanceof ActAnswer.Done)) {
            throw new NotMeasured("the cluster cannot be set up: " + installed);
        }
        client.resource(new NamespaceBuilder()
                        .withNewMetadata()
                        .withName(NAMESPACE)
                        .endMetadata()
                        .build())
                .create();
    }

    /** Returns an order of one pod; its node does not exist, so that nothing is run. */
    static GangOrder order(JobId job, int attempt) {
        WorkerShape worker =
                WorkerShape.of(WorkerProgram.of("registry.example/none:1"), WorkerNeeds.of("nvidia.com/gpu", 1, 0, 0));
        return new GangOrder(
                new AttemptKey(job, attempt),
                new TenantId("fence"),
                new SiteId("fence"),
                worker,
                List.of(new PodOrder(0, new NodeName("no-such-node"))),
                OptionalLong.empty(),
                0,
                new TreeMap<>());
    }

    KubernetesClient client() {
        return client;
    }

    JobId job(String name) {
        TrainingJob job = new TrainingJob();
        job.getMetadata().setName(name);
        job.getMetadata().setNamespace(NAMESPACE);
        JobVariant variant = JobVariant.of(Accelerator.NVIDIA_A100, "registry.example/none:1");
        job.setSpec(TrainingJobSpec.of(1, 1, List.of(variant), "1h", "fence"));
        return new JobId(
                NAMESPACE, name, client.resource(job).create().getMetadata().getUid());
    }

    /** Returns the epoch that the cluster states. */
    long epoch() {
        return Long.parseLong(leader().getData().get(Marks.LEADER_EPOCH));
    }

    /** Writes an epoch and returns when the API server acknowledged it, and no later. */
    void write(long epoch) {
        ConfigMap leader = leader();
        leader.setData(Map.of(Marks.LEADER_EPOCH, Long.toString(epoch)));
        client.resource(leader).update();
    }

    List<Pod> pods(JobId job) {
        return client.pods()
                .inNamespace(NAMESPACE)
                .withLabel(Marks.JOB, job.uid())
                .list()
                .getItems();
    }

    /** Frees the pods of a job that are being deleted and returns how many of it are left. */
    int freed(JobId job) {
        ClusterActor actor = new ClusterActor(client, CLUSTER, Math.max(1, epoch()));
        for (Pod pod : pods(job)) {
            if (pod.getMetadata().getDeletionTimestamp() != null) {
                actor.releaseFinalizer(
                        NAMESPACE,
                        pod.getMetadata().getName(),
                        pod.getMetadata().getUid());
            }
        }
        return pods(job).size();
    }

    @Override
    public void close() {
        try {
            ClusterActor actor = new ClusterActor(client, CLUSTER, Math.max(1, epoch()));
            for (Pod pod : client.pods().inNamespace(NAMESPACE).list().getItems()) {
                actor.releaseFinalizer(
                        NAMESPACE,
                        pod.getMetadata().getName(),
                        pod.getMetadata().getUid());
            }
        } finally {
            client.namespaces().withName(NAMESPACE).delete();
        }
    }

    private ConfigMap leader() {
        try {
            return client.configMaps()
                    .inNamespace(Marks.SYSTEM_NAMESPACE)
                    .withName(Marks.LEADER)
                    .require();
        } catch (KubernetesClientException error) {
            throw new NotMeasured("the cluster's epoch cannot be read: " + error.getMessage());
        }
    }
}
