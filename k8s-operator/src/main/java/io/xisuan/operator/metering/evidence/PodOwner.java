package io.xisuan.operator.metering.evidence;

import java.util.Comparator;

/**
 * The pod that an exporter says a device belongs to. It may be wrong or old and is compared, never billed by.
 *
 * @param uid empty where the exporter does not tell
 * @param container its name, or its number as HAMi counts, or empty
 */
public record PodOwner(String namespace, String name, String uid, String container) implements Comparable<PodOwner> {
    private static final Comparator<PodOwner> ORDER = Comparator.comparing(PodOwner::namespace)
            .thenComparing(PodOwner::name)
            .thenComparing(PodOwner::uid)
            .thenComparing(PodOwner::container);

    /** Returns the pod without the container. */
    public PodOwner pod() {
        return container.isEmpty() ? this : new PodOwner(namespace, name, uid, "");
    }

    @Override
    public int compareTo(PodOwner other) {
        return ORDER.compare(this, other);
    }
}
