package io.xisuan.model;

/** The name that the hub gives a Kubernetes cluster: the one it runs in, or a member. */
public record ClusterId(String value) implements Comparable<ClusterId> {
    public ClusterId {
        value = Identifiers.checked(value, "cluster id");
    }

    @Override
    public int compareTo(ClusterId other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
