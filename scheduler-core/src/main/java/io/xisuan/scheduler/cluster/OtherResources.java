package io.xisuan.scheduler.cluster;

import io.xisuan.scheduler.demand.WorkerShape;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/** What nodes have of further resources, such as network adapters, and what we hold of them; pods that are not ours hold none. */
final class OtherResources {
    /** The place of each resource in a node's row; looked up only, never walked. */
    private final Map<String, Integer> index = new HashMap<>();

    /** By node, then resource: whoever asks for one resource of a node asks for the others too. */
    private final long[][] total;

    private final long[][] ours;

    OtherResources(List<NodeShape> shapes) {
        TreeSet<String> names = new TreeSet<>();
        shapes.forEach(node -> names.addAll(node.capacity().others().keySet()));
        names.forEach(name -> index.put(name, index.size()));
        this.total = new long[shapes.size()][names.size()];
        this.ours = new long[shapes.size()][names.size()];
        for (int node = 0; node < shapes.size(); node++) {
            for (Map.Entry<String, Long> other :
                    shapes.get(node).capacity().others().entrySet()) {
                total[node][place(other.getKey())] = other.getValue();
            }
        }
    }

    /** Returns what the node has when nobody holds anything of it. */
    long total(int node, String name) {
        Integer place = index.get(name);
        return place == null ? 0 : total[node][place];
    }

    long free(int node, String name) {
        Integer place = index.get(name);
        return place == null ? 0 : total[node][place] - ours[node][place];
    }

    void hold(int node, WorkerShape shape, int sign) {
        long[] held = ours[node];
        for (Map.Entry<String, Long> other : shape.others().entrySet()) {
            held[place(other.getKey())] += sign * other.getValue();
        }
    }

    private int place(String name) {
        Integer place = index.get(name);
        if (place == null) {
            throw new IllegalStateException("No node has any %s that could be held".formatted(name));
        }
        return place;
    }
}
