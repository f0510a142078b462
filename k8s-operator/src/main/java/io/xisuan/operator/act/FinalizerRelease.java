package io.xisuan.operator.act;

import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import io.xisuan.model.ClusterId;
import io.xisuan.operator.api.Marks;

/**
 * Takes the metering finalizer off one pod and nothing else: a JSON patch that tests the pod's uid and the finalizer's place
 * in the list. The first try costs one request, as our pods have no other finalizer; only if the test fails is the pod read.
 */
final class FinalizerRelease {
    private static final int MAX_TRIES = 5;
    private static final PatchContext JSON_PATCH = PatchContext.of(PatchType.JSON);

    private final KubernetesClient client;
    private final ClusterId cluster;

    FinalizerRelease(KubernetesClient client, ClusterId cluster) {
        this.client = client;
        this.cluster = cluster;
    }

    ActAnswer release(String namespace, String name, String uid) {
        String act = "release pod %s/%s".formatted(namespace, name);
        try {
            int place = 0;
            for (int tries = 0; tries < MAX_TRIES; tries++) {
                if (removed(namespace, name, uid, place)) {
                    return ActAnswer.DONE;
                }
                place = place(namespace, name, uid);
                if (place < 0) {
                    return ActAnswer.DONE;
                }
            }
            return new ActAnswer.Unreachable("Cluster %s, %s: its finalizers changed %d times in a row"
                    .formatted(cluster.value(), act, MAX_TRIES));
        } catch (KubernetesClientException error) {
            return Answers.notFound(error) ? ActAnswer.DONE : Answers.of(cluster, act, error);
        }
    }

    /** Returns false when a test of the patch failed, or others changed the pod all the while. */
    private boolean removed(String namespace, String name, String uid, int place) {
        String finalizer = "/metadata/finalizers/" + place;
        String patch = """
                [{"op":"test","path":"/metadata/uid","value":"%s"},
                 {"op":"test","path":"%s","value":"%s"},
                 {"op":"remove","path":"%s"}]""".formatted(uid, finalizer, Marks.METERING_FINALIZER, finalizer);
        try {
            client.pods().inNamespace(namespace).withName(name).patch(JSON_PATCH, patch);
            return true;
        } catch (KubernetesClientException error) {
            if (Answers.testFailed(error) || Answers.conflict(error)) {
                return false;
            }
            throw error;
        }
    }

    /** Returns where the finalizer is in the pod's list; -1 when the pod is gone, is another one, or has it no more. */
    private int place(String namespace, String name, String uid) {
        Pod pod = client.pods().inNamespace(namespace).withName(name).get();
        return pod == null || !uid.equals(pod.getMetadata().getUid())
                ? -1
                : pod.getMetadata().getFinalizers().indexOf(Marks.METERING_FINALIZER);
    }
}
