package io.xisuan.model;

/** The name of a node within its site. */
public record NodeName(String value) implements Comparable<NodeName> {
    public NodeName {
        value = Identifiers.checked(value, "node name");
    }

    @Override
    public int compareTo(NodeName other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
