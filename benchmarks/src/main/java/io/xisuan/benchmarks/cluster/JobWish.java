package io.xisuan.benchmarks.cluster;

import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodBuilder;
import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.client.utils.Serialization;
import io.xisuan.operator.api.Marks;
import io.xisuan.operator.api.v1alpha1.TrainingJob;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * One wish of the measured work: as a TrainingJob, and as a bare pod of the same shape.
 *
 * @param runFor how long the fake kubelet lets its pods run, as {@code 8s}; for ever where it is empty
 * @param priority 0 to 100
 */
record JobWish(String namespace, String name, int workers, int devices, Optional<String> runFor, int priority) {
    static final String LABEL = "bench.xisuan.io/round";
    private static final String IMAGE = "registry.example/train:1";

    private static final String TEXT = """
            apiVersion: xisuan.io/v1alpha1
            kind: TrainingJob
            metadata: {name: NAME, namespace: SPACE}
            spec:
              workers: WORKERS
              devicesPerWorker: DEVICES
              variants:
                - {accelerator: ACCELERATOR, image: "IMAGE", command: [torchrun, train.py]}
              runTime: 1h
              onHoldExhausted: self-pay
              contractRef: c-SPACE
              checkpoint: {uri: "s3://checkpoints/example", every: 30m, grace: 30s}
              priority: PRIORITY
            """;

    /** Returns a job of one worker with one device that runs until it is ended. */
    static JobWish one(String namespace, String name) {
        return new JobWish(namespace, name, 1, 1, Optional.empty(), 50);
    }

    /** Returns the key under which it is watched. */
    String key() {
        return namespace + "/" + name;
    }

    TrainingJob trainingJob() {
        String text = TEXT.replace("NAME", name)
                .replace("SPACE", namespace)
                .replace("WORKERS", Integer.toString(workers))
                .replace("DEVICES", Integer.toString(devices))
                .replace("ACCELERATOR", GroundTexts.ACCELERATOR)
                .replace("IMAGE", IMAGE)
                .replace("PRIORITY", Integer.toString(priority));
        TrainingJob job = Serialization.unmarshal(text, TrainingJob.class);
        job.getMetadata().setAnnotations(annotations());
        return job;
    }

    /** Returns a pod as one of its workers, without anything of ours: kube-scheduler chooses the node. */
    Pod barePod() {
        return new PodBuilder()
                .withNewMetadata()
                .withName(name)
                .withNamespace(namespace)
                .addToLabels(LABEL, "bare")
                .withAnnotations(annotations())
                .endMetadata()
                .withNewSpec()
                .withRestartPolicy("Never")
                .addNewContainer()
                .withName("worker")
                .withImage(IMAGE)
                .withCommand("torchrun", "train.py")
                .withNewResources()
                .withRequests(devicesWanted())
                .withLimits(devicesWanted())
                .endResources()
                .endContainer()
                .endSpec()
                .build();
    }

    private Map<String, Quantity> devicesWanted() {
        return Map.of(Ground.RESOURCE, new Quantity(Integer.toString(devices)));
    }

    Map<String, String> annotations() {
        Map<String, String> annotations = new TreeMap<>();
        runFor.ifPresent(time -> annotations.put(Marks.TESTBED_PREFIX + "run-for", time));
        return annotations;
    }
}
