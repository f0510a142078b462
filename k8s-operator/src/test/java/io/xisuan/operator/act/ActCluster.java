package io.xisuan.operator.act;

import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.xisuan.model.ClusterId;
import io.xisuan.model.JobId;
import io.xisuan.operator.api.Marks;
import io.xisuan.operator.api.v1alpha1.Accelerator;
import io.xisuan.operator.api.v1alpha1.JobVariant;
import io.xisuan.operator.api.v1alpha1.TrainingJob;
import io.xisuan.operator.api.v1alpha1.TrainingJobSpec;
import io.xisuan.operator.testbed.Testbed;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/** A cluster of the test bed for one test class, set up, with a tenant's namespace. */
final class ActCluster implements AutoCloseable {
    static final ClusterId ID = new ClusterId("hub");
    static final String TENANT_NAMESPACE = "tenant-a";

    /** The garbage collector looks for new kinds of owners every 30 seconds. */
    private static final Duration PATIENCE = Duration.ofSeconds(90);

    private final List<KubernetesClient> clients = new ArrayList<>();
    private final Testbed testbed;
    private final KubernetesClient admin;

    private ActCluster(Testbed testbed) {
        this.testbed = testbed;
        this.admin = as("admin");
    }

    /** Starts a cluster with nodes {@code node-0001} and on of eight GPUs each, and installs everything. */
    static ActCluster start(int nodes, SetupOptions options) {
        ActCluster cluster = new ActCluster(Testbed.up("act", "--nodes", Integer.toString(nodes), "--no-audit"));
        try {
            ActAnswer installed = ClusterSetup.install(cluster.admin, ID, options);
            if (!(installed instanceof ActAnswer.Done)) {
                throw new AssertionError("The setup answers " + installed);
            }
            cluster.namespace(TENANT_NAMESPACE);
            return cluster;
        } catch (RuntimeException | AssertionError error) {
            cluster.close();
            throw error;
        }
    }

    KubernetesClient admin() {
        return admin;
    }

    /** Returns a client of one of the test bed's users. */
    KubernetesClient as(String user) {
        KubernetesClient client = testbed.client(user);
        clients.add(client);
        return client;
    }

    /** Returns the actor of the operator's user; its epoch is not raised yet. */
    ClusterActor actor(long epoch) {
        return new ClusterActor(as("xisuan-operator"), ID, epoch);
    }

    /** Creates a job's resource and returns its identity. */
    JobId job(String jobName) {
        TrainingJob job = new TrainingJob();
        job.getMetadata().setName(jobName);
        job.getMetadata().setNamespace(TENANT_NAMESPACE);
        JobVariant variant = JobVariant.of(Accelerator.NVIDIA_A100, "registry.example/train:1");
        job.setSpec(TrainingJobSpec.of(1, 1, List.of(variant), "1h", "contract-a"));
        String uid = admin.resource(job).create().getMetadata().getUid();
        return new JobId(TENANT_NAMESPACE, jobName, uid);
    }

    List<Pod> podsOf(JobId job) {
        return admin.pods()
                .inNamespace(job.namespace())
                .withLabel(Marks.JOB, job.uid())
                .list()
                .getItems();
    }

    /** Runs kubectl as a user and returns what it said. */
    Testbed.Answer kubectl(String user, String... arguments) {
        return testbed.kubectl(user, arguments);
    }

    /** Waits for a state of the cluster; a failure tells what was seen last. */
    static void await(String what, BooleanSupplier reached, Supplier<Object> seen) {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (!reached.getAsBoolean()) {
            if (System.nanoTime() > end) {
                throw new AssertionError("Not within %s: %s; last seen: %s".formatted(PATIENCE, what, seen.get()));
            }
            LockSupport.parkNanos(20_000_000);
        }
    }

    @Override
    public void close() {
        clients.forEach(KubernetesClient::close);
        testbed.close();
    }

    private void namespace(String namespace) {
        admin.resource(new NamespaceBuilder()
                        .withNewMetadata()
                        .withName(namespace)
                        .addToLabels(Marks.TENANT, "tenant-a")
                        .endMetadata()
                        .build())
                .create();
    }
}
