package io.xisuan.operator.agent;

import java.util.Comparator;

/** Namespace and name of a pod; another pod can have the same one later. */
public record PodName(String namespace, String name) implements Comparable<PodName> {
    private static final Comparator<PodName> ORDER =
            Comparator.comparing(PodName::namespace).thenComparing(PodName::name);

    @Override
    public int compareTo(PodName other) {
        return ORDER.compare(this, other);
    }
}
