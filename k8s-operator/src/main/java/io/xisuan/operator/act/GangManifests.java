package io.xisuan.operator.act;

import io.fabric8.kubernetes.api.model.Affinity;
import io.fabric8.kubernetes.api.model.AffinityBuilder;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.ContainerBuilder;
import io.fabric8.kubernetes.api.model.EnvVar;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.api.model.OwnerReference;
import io.fabric8.kubernetes.api.model.OwnerReferenceBuilder;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodBuilder;
import io.fabric8.kubernetes.api.model.PodSpec;
import io.fabric8.kubernetes.api.model.PodSpecBuilder;
import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.api.model.ResourceRequirements;
import io.fabric8.kubernetes.api.model.ResourceRequirementsBuilder;
import io.fabric8.kubernetes.api.model.SecurityContextBuilder;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.ServiceBuilder;
import io.fabric8.kubernetes.api.model.VolumeBuilder;
import io.fabric8.kubernetes.api.model.VolumeMountBuilder;
import io.xisuan.billing.usage.AttemptKey;
import io.xisuan.model.JobId;
import io.xisuan.model.NodeName;
import io.xisuan.operator.api.Marks;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The objects of an attempt as they are sent to the API server: the headless Service of a gang, and its pods.
 *
 * <p>The pin is a required node affinity on {@code metadata.name}, with which kube-scheduler looks at that node alone. A
 * deletion of the TrainingJob cascades to the pods; the metering finalizer keeps each until its device time is recorded.
 */
final class GangManifests {
    private static final String SHARED_MEMORY = "shared-memory";

    private GangManifests() {}

    static Service service(GangOrder order, long epoch) {
        AttemptKey attempt = order.attempt();
        return new ServiceBuilder()
                .withMetadata(metadata(order, GangNames.service(attempt), epoch)
                        .withLabels(labels(order))
                        .build())
                .withNewSpec()
                .withClusterIP("None")
                .withPublishNotReadyAddresses(true)
                .withSelector(selector(attempt))
                .addNewPort()
                .withName("master")
                .withPort(WorkerVariables.MASTER_PORT)
                .endPort()
                .endSpec()
                .build();
    }

    static Pod pod(GangOrder order, PodOrder worker, long epoch) {
        SortedMap<String, String> labels = labels(order);
        labels.put(Marks.RANK, Integer.toString(worker.rank()));
        ObjectMeta metadata = metadata(order, GangNames.pod(order.attempt(), worker.rank()), epoch)
                .withLabels(labels)
                .addToAnnotations(Marks.TENANT, order.tenant().value())
                .addToAnnotations(order.annotations())
                .withFinalizers(Marks.METERING_FINALIZER)
                .build();
        return new PodBuilder()
                .withMetadata(metadata)
                .withSpec(spec(order, worker))
                .build();
    }

    /** Returns the labels that all objects of an attempt share and nothing else has. */
    static SortedMap<String, String> selector(AttemptKey attempt) {
        SortedMap<String, String> labels = new TreeMap<>();
        labels.put(Marks.JOB, attempt.job().uid());
        labels.put(Marks.ATTEMPT, Integer.toString(attempt.attempt()));
        return labels;
    }

    private static SortedMap<String, String> labels(GangOrder order) {
        SortedMap<String, String> labels = selector(order.attempt());
        labels.put(Marks.JOB_NAME, GangNames.labelValue(order.attempt().job().name()));
        labels.put(Marks.SITE, GangNames.labelValue(order.site().value()));
        return labels;
    }

    private static ObjectMetaBuilder metadata(GangOrder order, String name, long epoch) {
        JobId job = order.attempt().job();
        return new ObjectMetaBuilder()
                .withName(name)
                .withNamespace(job.namespace())
                .addToAnnotations(Marks.EPOCH, Long.toString(epoch))
                .withOwnerReferences(owner(job));
    }

    private static OwnerReference owner(JobId job) {
        return new OwnerReferenceBuilder()
                .withApiVersion("xisuan.io/v1alpha1")
                .withKind("TrainingJob")
                .withName(job.name())
                .withUid(job.uid())
                .withController(true)
                .withBlockOwnerDeletion(false)
                .build();
    }

    private static PodSpec spec(GangOrder order, PodOrder worker) {
        PodSpecBuilder spec = new PodSpecBuilder()
                .withRestartPolicy("Never")
                .withPriorityClassName(Marks.GUEST_PRIORITY)
                .withAutomountServiceAccountToken(false)
                .withEnableServiceLinks(false)
                .withTerminationGracePeriodSeconds(order.terminationGraceSeconds())
                .withHostname(GangNames.pod(order.attempt(), worker.rank()))
                .withAffinity(pinnedTo(worker.node()))
                .withContainers(container(order, worker.rank()))
                .withNewSecurityContext()
                .withRunAsNonRoot(true)
                .withNewSeccompProfile()
                .withType("RuntimeDefault")
                .endSeccompProfile()
                .endSecurityContext()
                .addNewToleration()
                .withKey(order.worker().resourceName())
                .withOperator("Exists")
                .withEffect("NoSchedule")
                .endToleration();
        if (order.pods().size() > 1) {
            spec.withSubdomain(GangNames.service(order.attempt()));
        }
        order.activeDeadlineSeconds().ifPresent(spec::withActiveDeadlineSeconds);
        if (order.worker().sharedMemoryMib() > 0) {
            spec.withVolumes(new VolumeBuilder()
                    .withName(SHARED_MEMORY)
                    .withNewEmptyDir()
                    .withMedium("Memory")
                    .withSizeLimit(mebibytes(order.worker().sharedMemoryMib()))
                    .endEmptyDir()
                    .build());
        }
        return spec.build();
    }

    private static Affinity pinnedTo(NodeName node) {
        return new AffinityBuilder()
                .withNewNodeAffinity()
                .withNewRequiredDuringSchedulingIgnoredDuringExecution()
                .addNewNodeSelectorTerm()
                .addNewMatchField()
                .withKey("metadata.name")
                .withOperator("In")
                .withValues(node.value())
                .endMatchField()
                .endNodeSelectorTerm()
                .endRequiredDuringSchedulingIgnoredDuringExecution()
                .endNodeAffinity()
                .build();
    }

    private static Container container(GangOrder order, int rank) {
        WorkerShape worker = order.worker();
        ContainerBuilder container = new ContainerBuilder()
                .withName("worker")
                .withImage(worker.image())
                .withCommand(worker.command())
                .withEnv(WorkerVariables.of(order, rank).entrySet().stream()
                        .map(variable -> new EnvVar(variable.getKey(), variable.getValue(), null))
                        .toList())
                .withResources(resources(worker))
                .withTerminationMessagePolicy("FallbackToLogsOnError")
                .withSecurityContext(new SecurityContextBuilder()
                        .withAllowPrivilegeEscalation(false)
                        .withRunAsNonRoot(true)
                        .withNewCapabilities()
                        .withDrop("ALL")
                        .endCapabilities()
                        .build());
        if (worker.sharedMemoryMib() > 0) {
            container.withVolumeMounts(new VolumeMountBuilder()
                    .withName(SHARED_MEMORY)
                    .withMountPath("/dev/shm")
                    .build());
        }
        return container.build();
    }

    private static ResourceRequirements resources(WorkerShape worker) {
        Map<String, Quantity> amounts = new TreeMap<>();
        amounts.put(worker.resourceName(), new Quantity(Integer.toString(worker.devices())));
        if (worker.cpuMillis() > 0) {
            amounts.put("cpu", new Quantity(worker.cpuMillis() + "m"));
        }
        if (worker.memoryMib() > 0) {
            amounts.put("memory", mebibytes(worker.memoryMib()));
        }
        return new ResourceRequirementsBuilder()
                .withRequests(amounts)
                .withLimits(amounts)
                .build();
    }

    private static Quantity mebibytes(long mebibytes) {
        return new Quantity(mebibytes + "Mi");
    }
}
