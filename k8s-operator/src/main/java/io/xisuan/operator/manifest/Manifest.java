package io.xisuan.operator.manifest;

import io.fabric8.kubernetes.api.model.HasMetadata;
import java.util.Objects;

/** One resource as a file states it; it remembers where, so that later checks can say so too. */
public final class Manifest {
    private final ManifestKind kind;
    private final YamlDocument document;
    private final HasMetadata resource;

    Manifest(ManifestKind kind, YamlDocument document, HasMetadata resource) {
        this.kind = kind;
        this.document = document;
        this.resource = resource;
    }

    public ManifestKind kind() {
        return kind;
    }

    public HasMetadata resource() {
        return resource;
    }

    /** Returns the name, with the namespace before it where the kind has one. */
    public String name() {
        String name = document.text("metadata", "name");
        return kind.namespaced() ? namespace() + "/" + name : name;
    }

    /** Returns the namespace, or "" when the kind has none. */
    public String namespace() {
        return kind.namespaced() ? document.text("metadata", "namespace") : "";
    }

    /** Returns a problem with a field of this resource, by its dotted path as {@code spec.variants[0].image}. */
    public ManifestProblem problem(String field, String problem) {
        return document.problem(field, problem);
    }

    boolean isOf(HasMetadata other) {
        return resource.getClass().equals(other.getClass())
                && resource.getMetadata().getName().equals(other.getMetadata().getName())
                && Objects.equals(
                        resource.getMetadata().getNamespace(),
                        other.getMetadata().getNamespace());
    }

    String place() {
        return document.file() + ":" + document.line("");
    }
}
