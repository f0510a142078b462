package io.xisuan.operator.act;

import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.ConfigMapBuilder;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.api.model.OwnerReference;
import io.fabric8.kubernetes.api.model.OwnerReferenceBuilder;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodBuilder;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.ServiceBuilder;
import io.xisuan.billing.usage.AttemptKey;
import io.xisuan.model.JobId;
import io.xisuan.operator.api.Marks;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The objects of an attempt as they are sent to the API server: the headless Service of a gang, the ConfigMap with its files, and
 * its pods.
 *
 * <p>A deletion of the TrainingJob cascades to all of them; the metering finalizer keeps each pod until its device time is recorded.
 */
final class GangManifests {
    private static final String NETWORKS = "k8s.v1.cni.cncf.io/networks";

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

    /** Returns the metadata of an object that belongs to a whole attempt. */
    static ObjectMeta shared(GangOrder order, String name, long epoch) {
        return metadata(order, name, epoch).withLabels(labels(order)).build();
    }

    static Pod pod(GangOrder order, PodOrder worker, long epoch) {
        SortedMap<String, String> labels = labels(order);
        labels.put(Marks.RANK, Integer.toString(worker.rank()));
        ObjectMeta metadata = metadata(order, GangNames.pod(order.attempt(), worker.rank()), epoch)
                .withLabels(labels)
                .addToAnnotations(Marks.TENANT, order.tenant().value())
                .addToAnnotations(order.annotations())
                .addToAnnotations(networks(order))
                .withFinalizers(Marks.METERING_FINALIZER)
                .build();
        return new PodBuilder()
                .withMetadata(metadata)
                .withSpec(PodSpecs.of(order, worker))
                .build();
    }

    /** Returns the ConfigMap with the files of a gang that needs any; the program's users cannot change it once it is there. */
    static ConfigMap files(GangOrder order, SortedMap<String, String> files, long epoch) {
        return new ConfigMapBuilder()
                .withMetadata(metadata(order, GangNames.files(order.attempt()), epoch)
                        .withLabels(labels(order))
                        .build())
                .withData(files)
                .build();
    }

    /** The annotation by which Multus joins a pod to a secondary network. */
    private static SortedMap<String, String> networks(GangOrder order) {
        SortedMap<String, String> networks = new TreeMap<>();
        order.worker().needs().network().ifPresent(network -> networks.put(NETWORKS, network));
        return networks;
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
}
