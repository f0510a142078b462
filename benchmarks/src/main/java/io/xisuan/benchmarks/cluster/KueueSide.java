package io.xisuan.benchmarks.cluster;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.OwnerReference;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.base.ResourceDefinitionContext;
import io.fabric8.kubernetes.client.utils.Serialization;
import io.xisuan.benchmarks.cluster.AdmissionLoad.Arrival;
import io.xisuan.benchmarks.cluster.AdmissionLoad.JobClass;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Kueue under the admission load: jobs are suspended {@code batch/v1} Jobs with the queue's label, as its users write them.
 *
 * <p>A job counts as admitted when its Workload has the condition Admitted; Kueue unsuspends the Job afterwards, and its controller
 * creates the pod.
 */
record KueueSide(KubernetesClient client) implements AdmissionSide {
    static final String PREFIX = "kq";

    static final ResourceDefinitionContext WORKLOADS = kind("Workload", "workloads", true);
    static final ResourceDefinitionContext CLUSTER_QUEUES = kind("ClusterQueue", "clusterqueues", false);

    private static final String JOB = """
            apiVersion: batch/v1
            kind: Job
            metadata:
              name: NAME
              namespace: QUEUE
              labels: {kueue.x-k8s.io/queue-name: QUEUE, kueue.x-k8s.io/priority-class: CLASS}
            spec:
              suspend: true
              backoffLimit: 0
              template:
                metadata:
                  labels: {bench.xisuan.io/round: kueue}
                  annotations: {testbed.xisuan.io/run-for: RUN_FOR}
                spec:
                  restartPolicy: Never
                  containers:
                    - name: worker
                      image: "registry.example/train:1"
                      command: [torchrun, train.py]
                      resources: {requests: {nvidia.com/gpu: "DEVICES"}, limits: {nvidia.com/gpu: "DEVICES"}}
            """;

    private static final String PRIORITY = """
            ---
            apiVersion: kueue.x-k8s.io/v1beta2
            kind: WorkloadPriorityClass
            metadata: {name: CLASS}
            value: PRIORITY
            """;

    private static final String QUEUE = """
            ---
            apiVersion: kueue.x-k8s.io/v1beta2
            kind: ClusterQueue
            metadata: {name: QUEUE}
            spec:
              cohortName: COHORT
              namespaceSelector: {}
              queueingStrategy: BestEffortFIFO
              preemption: {reclaimWithinCohort: Any, withinClusterQueue: LowerPriority}
              resourceGroups:
                - coveredResources: [nvidia.com/gpu]
                  flavors:
                    - name: rf
                      resources:
                        - {name: nvidia.com/gpu, nominalQuota: "NOMINAL", borrowingLimit: "BORROWED"}
            ---
            apiVersion: v1
            kind: Namespace
            metadata: {name: QUEUE}
            ---
            apiVersion: kueue.x-k8s.io/v1beta2
            kind: LocalQueue
            metadata: {name: QUEUE, namespace: QUEUE}
            spec: {clusterQueue: QUEUE}
            """;

    private static ResourceDefinitionContext kind(String kind, String plural, boolean namespaced) {
        return new ResourceDefinitionContext.Builder()
                .withGroup("kueue.x-k8s.io")
                .withVersion("v1beta2")
                .withKind(kind)
                .withPlural(plural)
                .withNamespaced(namespaced)
                .build();
    }

    /** Returns flavor, priority classes and queues. */
    static String resources() {
        String flavor = "---\napiVersion: kueue.x-k8s.io/v1beta2\nkind: ResourceFlavor\nmetadata: {name: rf}\n";
        return flavor
                + AdmissionLoad.CLASSES.stream().map(KueueSide::priority).collect(Collectors.joining())
                + AdmissionLoad.queues().stream().map(KueueSide::queue).collect(Collectors.joining());
    }

    private static String priority(JobClass jobClass) {
        return PRIORITY.replace("PRIORITY", Integer.toString(jobClass.kueuePriority()))
                .replace("CLASS", jobClass.name());
    }

    private static String queue(AdmissionLoad.Queue queue) {
        return QUEUE.replace("QUEUE", queue.name(PREFIX))
                .replace("COHORT", "cohort-" + queue.cohort())
                .replace("NOMINAL", Integer.toString(AdmissionLoad.GUARANTEED))
                .replace("BORROWED", Integer.toString(AdmissionLoad.BORROWED));
    }

    @Override
    public String suffix() {
        return "-kueue";
    }

    @Override
    public String prefix() {
        return PREFIX;
    }

    @Override
    public HasMetadata wish(Arrival arrival) {
        String text = JOB.replace("NAME", arrival.name())
                .replace("QUEUE", arrival.queue().name(PREFIX))
                .replace("CLASS", arrival.jobClass().name())
                .replace("RUN_FOR", AdmissionLoad.RUN_FOR)
                .replace("DEVICES", Integer.toString(arrival.jobClass().devices()));
        return Serialization.unmarshal(text, Job.class);
    }

    @Override
    public Sightings admitted() {
        return Sightings.of(client.genericKubernetesResources(WORKLOADS).inAnyNamespace(), KueueSide::admittedJob);
    }

    private static Optional<String> admittedJob(GenericKubernetesResource workload) {
        if (!holds(workload, "Admitted")) {
            return Optional.empty();
        }
        return workload.getMetadata().getOwnerReferences().stream()
                .findFirst()
                .map(OwnerReference::getName)
                .map(job -> workload.getMetadata().getNamespace() + "/" + job);
    }

    /** Says whether a condition of an object is True. */
    static boolean holds(GenericKubernetesResource object, String type) {
        return object.get("status", "conditions") instanceof List<?> conditions
                && conditions.stream()
                        .anyMatch(condition -> condition instanceof Map<?, ?> one
                                && type.equals(one.get("type"))
                                && "True".equals(one.get("status")));
    }

    @Override
    public Sightings pods() {
        return Sightings.of(client.pods().inAnyNamespace().withLabel(JobWish.LABEL, "kueue"), KueueSide::jobOf);
    }

    private static Optional<String> jobOf(Pod pod) {
        return Optional.ofNullable(pod.getMetadata().getLabels().get("batch.kubernetes.io/job-name"))
                .map(job -> pod.getMetadata().getNamespace() + "/" + job);
    }

    @Override
    public Sightings done() {
        return Sightings.of(client.batch().v1().jobs().inAnyNamespace(), KueueSide::completeJob);
    }

    private static Optional<String> completeJob(Job job) {
        return job.getStatus().getConditions().stream()
                .filter(condition -> "Complete".equals(condition.getType()) && "True".equals(condition.getStatus()))
                .findFirst()
                .map(complete -> job.getMetadata().getNamespace() + "/"
                        + job.getMetadata().getName());
    }
}
