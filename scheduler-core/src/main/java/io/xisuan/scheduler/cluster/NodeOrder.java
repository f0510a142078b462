package io.xisuan.scheduler.cluster;

import java.util.Comparator;
import java.util.List;
import java.util.Objects;

/** The order of nodes in the arrays, by which pools, racks and NVLink domains are ranges. */
final class NodeOrder {
    /** By site, type, rack and NVLink domain, then name. */
    static final Comparator<NodeShape> COMPARATOR = Comparator.comparing(NodeShape::site)
            .thenComparing(NodeShape::type)
            .thenComparing((NodeShape node) -> node.traits().rack())
            .thenComparing((NodeShape node) -> node.traits().nvlinkDomain())
            .thenComparing(NodeShape::name);

    private NodeOrder() {}

    /** Returns the number of each node's rack; nodes of one pool without a rack share one. */
    static int[] racks(List<NodeShape> nodes, int[] pool) {
        return numbered(nodes, pool, NodeOrder::sameRack);
    }

    /** Returns the number of each node's NVLink domain; a node without one is one of its own. */
    static int[] nvlinks(List<NodeShape> nodes, int[] pool) {
        return numbered(nodes, pool, NodeOrder::sameNvlink);
    }

    private interface Same {
        boolean test(NodeShape first, NodeShape second);
    }

    private static int[] numbered(List<NodeShape> nodes, int[] pool, Same same) {
        int[] numbers = new int[nodes.size()];
        for (int node = 1; node < nodes.size(); node++) {
            boolean together = pool[node] == pool[node - 1] && same.test(nodes.get(node - 1), nodes.get(node));
            numbers[node] = numbers[node - 1] + (together ? 0 : 1);
        }
        return numbers;
    }

    private static boolean sameRack(NodeShape first, NodeShape second) {
        return Objects.equals(first.traits().rack(), second.traits().rack());
    }

    private static boolean sameNvlink(NodeShape first, NodeShape second) {
        return sameRack(first, second)
                && !first.traits().nvlinkDomain().isEmpty()
                && Objects.equals(first.traits().nvlinkDomain(), second.traits().nvlinkDomain());
    }
}
