package io.xisuan.benchmarks.cluster;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Texts of one or more documents, created one after the other. */
final class Manifests {
    private Manifests() {}

    static void create(KubernetesClient client, String text) {
        List<HasMetadata> all = client.load(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)))
                .items();
        all.forEach(one -> client.resource(one).create());
    }
}
