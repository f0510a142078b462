package io.xisuan.operator.act;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import io.xisuan.billing.usage.AttemptKey;
import io.xisuan.model.ClusterId;
import io.xisuan.operator.api.Marks;
import java.time.Instant;
import java.util.Set;

/**
 * Tells the workers of an attempt by when they must have saved themselves: an annotation, which each sees as a file. Telling it
 * again changes nothing; a pod that is another one by now is left alone.
 */
final class StopSignal {
    private static final PatchContext MERGE = PatchContext.of(PatchType.JSON_MERGE);

    private final KubernetesClient client;
    private final MarkedObjects objects;
    private final ClusterId cluster;

    StopSignal(KubernetesClient client, MarkedObjects objects, ClusterId cluster) {
        this.client = client;
        this.objects = objects;
        this.cluster = cluster;
    }

    ActAnswer tell(AttemptKey attempt, long byMillis, Set<String> told) {
        try {
            objects.ofAttempt("pods", attempt.job().namespace(), GangManifests.selector(attempt)).stream()
                    .filter(pod -> !told.contains(pod.uid()))
                    .forEach(pod -> tell(pod, Instant.ofEpochMilli(byMillis)));
            return ActAnswer.DONE;
        } catch (KubernetesClientException error) {
            return Answers.of(cluster, "signal attempt %d of %s".formatted(attempt.attempt(), attempt.job()), error);
        }
    }

    private void tell(MarkedObject pod, Instant by) {
        String patch = """
                {"metadata":{"uid":"%s","annotations":{"%s":"%s"}}}""".formatted(pod.uid(), Marks.STOP_BY, by);
        try {
            client.pods().inNamespace(pod.namespace()).withName(pod.name()).patch(MERGE, patch);
        } catch (KubernetesClientException error) {
            if (!Answers.notFound(error) && !Answers.conflict(error)) {
                throw error;
            }
        }
    }
}
