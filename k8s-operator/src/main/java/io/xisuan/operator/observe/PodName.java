package io.xisuan.operator.observe;

/** Which pod: its place in the cluster, and the uid that no second pod ever has. */
public record PodName(String namespace, String name, String uid) {
    public PodName {
        if (namespace.isEmpty() || name.isEmpty() || uid.isEmpty()) {
            throw new IllegalArgumentException(
                    "A pod has namespace, name and uid, not \"%s\", \"%s\", \"%s\"".formatted(namespace, name, uid));
        }
    }

    @Override
    public String toString() {
        return namespace + "/" + name;
    }
}
