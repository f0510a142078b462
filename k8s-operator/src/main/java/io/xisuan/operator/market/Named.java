package io.xisuan.operator.market;

import io.fabric8.kubernetes.api.model.HasMetadata;
import java.util.Optional;

/** What a problem is with: one resource or one row of the books, by kind and name. */
record Named(ResourceKind kind, String namespace, String name) {
    static Named of(ResourceKind kind, HasMetadata resource) {
        String namespace =
                Optional.ofNullable(resource.getMetadata().getNamespace()).orElse("");
        return new Named(kind, namespace, resource.getMetadata().getName());
    }
}
