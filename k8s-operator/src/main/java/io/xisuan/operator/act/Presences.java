package io.xisuan.operator.act;

import io.fabric8.kubernetes.api.model.NodeSelector;
import io.fabric8.kubernetes.api.model.NodeSelectorTerm;
import io.fabric8.kubernetes.api.model.PersistentVolume;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.http.HttpResponse;
import io.xisuan.model.ClusterId;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionException;

/**
 * Looks whether what a job names is there. Of Secrets and ConfigMaps the metadata alone is asked for; of a claim also its volume, which
 * says on which nodes it can be mounted.
 */
final class Presences {
    private static final String METADATA_ONLY =
            "application/json;as=PartialObjectMetadata;g=meta.k8s.io;v=v1,application/json";

    private final KubernetesClient client;
    private final ClusterId cluster;

    Presences(KubernetesClient client, ClusterId cluster) {
        this.client = client;
        this.cluster = cluster;
    }

    Presence of(NamedObject object) {
        try {
            return switch (object.kind()) {
                case CLAIM -> claim(object);
                case SECRET, CONFIG_MAP -> metadata(object);
            };
        } catch (KubernetesClientException error) {
            return new Presence.NotTold("Cluster %s, look for %s: %s"
                    .formatted(cluster.value(), object, String.valueOf(error.getMessage())));
        }
    }

    private Presence claim(NamedObject object) {
        PersistentVolumeClaim claim = client.persistentVolumeClaims()
                .inNamespace(object.namespace())
                .withName(object.name())
                .get();
        if (claim == null || claim.getMetadata().getDeletionTimestamp() != null) {
            return new Presence.Missing();
        }
        String volume = claim.getSpec().getVolumeName();
        return new Presence.There(
                volume == null || volume.isEmpty()
                        ? Optional.empty()
                        : Optional.ofNullable(client.persistentVolumes()
                                        .withName(volume)
                                        .get())
                                .flatMap(Presences::nodes));
    }

    private static Optional<NodeTerms> nodes(PersistentVolume volume) {
        return Optional.ofNullable(volume.getSpec().getNodeAffinity())
                .flatMap(affinity -> Optional.ofNullable(affinity.getRequired()))
                .map(NodeSelector::getNodeSelectorTerms)
                .map(terms -> new NodeTerms(terms.stream().map(Presences::term).toList()));
    }

    private static List<NodeTerms.Requirement> term(NodeSelectorTerm term) {
        return term.getMatchExpressions().stream()
                .map(one -> new NodeTerms.Requirement(one.getKey(), one.getOperator(), one.getValues()))
                .toList();
    }

    private Presence metadata(NamedObject object) {
        int code = code("/api/v1/namespaces/%s/%s/%s"
                .formatted(object.namespace(), object.kind().plural(), object.name()));
        if (code == 404) {
            return new Presence.Missing();
        }
        return code / 100 == 2
                ? new Presence.There(Optional.empty())
                : new Presence.NotTold("Cluster %s answers with code %d to whether there is %s"
                        .formatted(cluster.value(), code, object));
    }

    private int code(String path) {
        String url = client.getMasterUrl().toString().replaceAll("/+$", "") + path;
        try {
            HttpResponse<String> response = client.getHttpClient()
                    .sendAsync(
                            client.getHttpClient()
                                    .newHttpRequestBuilder()
                                    .uri(url)
                                    .header("Accept", METADATA_ONLY)
                                    .build(),
                            String.class)
                    .join();
            return response.code();
        } catch (CompletionException error) {
            throw new KubernetesClientException(
                    "no answer", Optional.ofNullable(error.getCause()).orElse(error));
        }
    }
}
