package io.xisuan.operator.act;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import io.xisuan.billing.usage.AttemptKey;
import io.xisuan.model.ClusterId;
import io.xisuan.operator.api.Marks;
import java.util.Map;

/** Writes a file of a gang anew, in the ConfigMap that is this attempt's and no other of its name. */
final class FileWriting {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final KubernetesClient client;
    private final ClusterId cluster;

    FileWriting(KubernetesClient client, ClusterId cluster) {
        this.client = client;
        this.cluster = cluster;
    }

    ActAnswer write(AttemptKey attempt, String file, String text) {
        String act = "write %s of attempt %d of %s".formatted(file, attempt.attempt(), attempt.job());
        try {
            var place =
                    client.configMaps().inNamespace(attempt.job().namespace()).withName(GangNames.files(attempt));
            ConfigMap found = place.get();
            if (found == null || !isOf(attempt, found)) {
                return new ActAnswer.Refused(
                        RefusalReason.CHANGED, "Cluster %s, %s: its ConfigMap is gone".formatted(cluster.value(), act));
            }
            if (!text.equals(found.getData() == null ? null : found.getData().get(file))) {
                place.patch(PatchContext.of(PatchType.JSON_MERGE), patch(found, file, text));
            }
            return ActAnswer.DONE;
        } catch (KubernetesClientException error) {
            return Answers.of(cluster, act, error);
        }
    }

    /** The version makes the patch fail when the object was replaced in between. */
    private static String patch(ConfigMap found, String file, String text) {
        ObjectNode patch = JSON.createObjectNode();
        patch.putObject("metadata").put("resourceVersion", found.getMetadata().getResourceVersion());
        patch.putObject("data").put(file, text);
        return patch.toString();
    }

    private static boolean isOf(AttemptKey attempt, ConfigMap found) {
        Map<String, String> labels = found.getMetadata().getLabels();
        return labels != null
                && attempt.job().uid().equals(labels.get(Marks.JOB))
                && Integer.toString(attempt.attempt()).equals(labels.get(Marks.ATTEMPT));
    }
}
