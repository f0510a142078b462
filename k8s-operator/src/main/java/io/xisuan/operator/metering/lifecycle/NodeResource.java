package io.xisuan.operator.metering.lifecycle;

import io.xisuan.model.NodeName;

/** One resource of one node, whose lanes are counted together. */
public record NodeResource(NodeName node, String resource) implements Comparable<NodeResource> {
    /** Returns the lane's name, as {@code nvidia.com/gpu/3}. */
    public String lane(int ordinal) {
        return resource + "/" + ordinal;
    }

    @Override
    public int compareTo(NodeResource other) {
        int byNode = node.compareTo(other.node);
        return byNode != 0 ? byNode : resource.compareTo(other.resource);
    }

    @Override
    public String toString() {
        return resource + " of node " + node;
    }
}
