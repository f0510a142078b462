package io.xisuan.operator.act;

import io.fabric8.kubernetes.api.model.DeleteOptions;
import io.fabric8.kubernetes.api.model.DeleteOptionsBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.xisuan.model.ClusterId;
import io.xisuan.model.JobId;

/** Deletes a TrainingJob or an Inquiry whose time is over, if it is still the one of that uid; a job's pods go with it. */
final class JobRemoval {
    private final KubernetesClient client;
    private final ClusterId cluster;

    JobRemoval(KubernetesClient client, ClusterId cluster) {
        this.client = client;
        this.cluster = cluster;
    }

    ActAnswer remove(JobId job) {
        return remove("trainingjobs", "finished job", job.namespace(), job.name(), job.uid());
    }

    ActAnswer removeInquiry(String namespace, String name, String uid) {
        return remove("inquiries", "inquiry", namespace, name, uid);
    }

    private ActAnswer remove(String plural, String what, String namespace, String name, String uid) {
        DeleteOptions options = new DeleteOptionsBuilder()
                .withApiVersion("v1")
                .withKind("DeleteOptions")
                .withPropagationPolicy("Background")
                .withNewPreconditions()
                .withUid(uid)
                .endPreconditions()
                .build();
        String path = "/apis/xisuan.io/v1alpha1/namespaces/%s/%s/%s".formatted(namespace, plural, name);
        try {
            client.raw(path, "DELETE", options);
            return ActAnswer.DONE;
        } catch (KubernetesClientException error) {
            return Answers.notFound(error) || Answers.conflict(error)
                    ? ActAnswer.DONE
                    : Answers.of(cluster, "delete %s %s/%s".formatted(what, namespace, name), error);
        }
    }
}
