package io.xisuan.operator.report;

import io.fabric8.kubernetes.api.model.HasMetadata;
import java.util.Comparator;

/**
 * One resource of ours; a resource that was deleted and written again under its name is another one.
 *
 * @param namespace empty where the kind has none
 */
public record ResourceRef(ResourceKind kind, String namespace, String name, String uid)
        implements Comparable<ResourceRef> {
    private static final Comparator<ResourceRef> ORDER = Comparator.comparing(ResourceRef::kind)
            .thenComparing(ResourceRef::namespace)
            .thenComparing(ResourceRef::name)
            .thenComparing(ResourceRef::uid);

    /** Returns the reference to a resource that the API server holds. */
    public static ResourceRef to(HasMetadata resource) {
        String namespace = resource.getMetadata().getNamespace();
        return new ResourceRef(
                ResourceKind.of(resource),
                namespace == null ? "" : namespace,
                resource.getMetadata().getName(),
                resource.getMetadata().getUid());
    }

    @Override
    public int compareTo(ResourceRef other) {
        return ORDER.compare(this, other);
    }

    @Override
    public String toString() {
        String place = namespace.isEmpty() ? name : namespace + "/" + name;
        return kind.type().getSimpleName() + " " + place;
    }
}
