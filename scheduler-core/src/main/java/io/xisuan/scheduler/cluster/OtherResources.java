package io.xisuan.scheduler.cluster;

import io.xisuan.scheduler.demand.WorkerShape;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;

/** What nodes have of further resources, such as network adapters, and what we hold of them; pods that are not ours hold none. */
final class OtherResources {
    /** The place of each resource in the arrays. */
    private final Map<String, Integer> index = new TreeMap<>();

    private final long[][] total;
    private final long[][] ours;

    OtherResources(List<NodeShape> shapes) {
        TreeSet<String> names = new TreeSet<>();
        shapes.forEach(node -> names.addAll(node.capacity().others().keySet()));
        names.forEach(name -> index.put(name, index.size()));
        this.total = new long[names.size()][shapes.size()];
        this.ours = new long[names.size()][shapes.size()];
        for (int node = 0; node < shapes.size(); node++) {
            for (Map.Entry<String, Long> other :
                    shapes.get(node).capacity().others().entrySet()) {
                total[place(other.getKey())][node] = other.getValue();
            }
        }
    }

    /** Returns what the node has when nobody holds anything of it. */
    long total(int node, String name) {
        Integer place = index.get(name);
        return place == null ? 0 : total[place][node];
    }

    long free(int node, String name) {
        Integer place = index.get(name);
        return place == null ? 0 : total[place][node] - ours[place][node];
    }

    void hold(int node, WorkerShape shape, int sign) {
        for (Map.Entry<String, Long> other : shape.others().entrySet()) {
            ours[place(other.getKey())][node] += sign * other.getValue();
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
