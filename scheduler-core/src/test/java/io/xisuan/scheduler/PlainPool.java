package io.xisuan.scheduler;

import io.xisuan.model.NodeName;
import io.xisuan.scheduler.cluster.NodeLoad;
import io.xisuan.scheduler.cluster.NodeShape;
import io.xisuan.scheduler.cluster.SiteShape;
import io.xisuan.scheduler.demand.DeviceType;
import io.xisuan.scheduler.demand.Gang;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/** One pool of the plain twin: what is left of every node at every millisecond. */
final class PlainPool {
    static final int HORIZON = 400;

    private final SiteShape site;
    private final DeviceType type;
    private final List<NodeShape> nodes;
    private final long[][] devices;
    private final long[][] cpuMillis;
    private final long[][] memoryMib;
    private final long[] unsold = new long[HORIZON];

    PlainPool(SiteShape site, DeviceType type, List<NodeShape> nodes, List<NodeLoad> background) {
        this.site = site;
        this.type = type;
        this.nodes = nodes;
        this.devices = new long[nodes.size()][HORIZON];
        this.cpuMillis = new long[nodes.size()][HORIZON];
        this.memoryMib = new long[nodes.size()][HORIZON];
        long total = nodes.stream().mapToLong(NodeShape::devices).sum();
        for (int t = 0; t < HORIZON; t++) {
            unsold[t] = total - site.headroom().getOrDefault(type, 0);
            for (int n = 0; n < nodes.size(); n++) {
                devices[n][t] =
                        (long) nodes.get(n).devices() - background.get(n).devices();
                cpuMillis[n][t] = nodes.get(n).cpuMillis() - background.get(n).cpuMillis();
                memoryMib[n][t] = nodes.get(n).memoryMib() - background.get(n).memoryMib();
            }
        }
    }

    SiteShape site() {
        return site;
    }

    DeviceType type() {
        return type;
    }

    NodeName name(int node) {
        return nodes.get(node).name();
    }

    /** Takes one worker's share from {@code start} to before {@code end}. */
    void hold(NodeName name, Gang gang, long start, long end) {
        int node = nodes.stream().map(NodeShape::name).toList().indexOf(name);
        for (int t = (int) start; t < Math.min(end, HORIZON); t++) {
            devices[node][t] -= gang.shape(0).wholeDevices();
            cpuMillis[node][t] -= gang.shape(0).cpuMillis();
            memoryMib[node][t] -= gang.shape(0).memoryMib();
            unsold[t] -= gang.shape(0).wholeDevices();
        }
    }

    boolean couldEverTake(Gang gang) {
        long workers = nodes.stream()
                .mapToLong(n -> PlainScheduler.workers(gang, n.devices(), n.cpuMillis(), n.memoryMib()))
                .sum();
        return workers >= gang.workers();
    }

    /** Returns the node of each rank: the fullest that takes all, else from the emptiest with the rest on the fullest. */
    Optional<List<Integer>> placeNow(Gang gang, long runtimeMillis) {
        if (!sellable(gang, 0, runtimeMillis)) {
            return Optional.empty();
        }
        List<Integer> emptiestFirst = new ArrayList<>(indexes());
        emptiestFirst.sort(Comparator.comparingLong((Integer n) -> Math.max(0, devices[n][0]))
                .reversed());
        List<Integer> ranks = new ArrayList<>();
        for (int node : emptiestFirst) {
            int rest = gang.workers() - ranks.size();
            Optional<Integer> last = indexes().stream()
                    .filter(n -> !ranks.contains(n) && workers(n, gang, 0, runtimeMillis) >= rest)
                    .min(Comparator.comparingLong((Integer n) -> Math.max(0, devices[n][0])));
            boolean here = workers(node, gang, 0, runtimeMillis) >= rest || ranks.isEmpty();
            if (last.isPresent() && here) {
                add(ranks, last.get(), rest);
                return Optional.of(ranks);
            }
            add(ranks, node, Math.min(rest, workers(node, gang, 0, runtimeMillis)));
        }
        return Optional.empty();
    }

    /** Returns the node of each rank at a later time: the nodes with room for most workers first. */
    Optional<List<Integer>> placeAt(Gang gang, int start, long runtimeMillis) {
        if (!sellable(gang, start, runtimeMillis)) {
            return Optional.empty();
        }
        List<Integer> roomiestFirst = new ArrayList<>(indexes());
        roomiestFirst.sort(Comparator.comparingLong((Integer n) -> workers(n, gang, start, runtimeMillis))
                .reversed());
        List<Integer> ranks = new ArrayList<>();
        for (int node : roomiestFirst) {
            add(ranks, node, Math.min(gang.workers() - ranks.size(), workers(node, gang, start, runtimeMillis)));
        }
        return ranks.size() == gang.workers() ? Optional.of(ranks) : Optional.empty();
    }

    private List<Integer> indexes() {
        return IntStream.range(0, nodes.size()).boxed().toList();
    }

    private static void add(List<Integer> ranks, int node, long workers) {
        for (int i = 0; i < workers; i++) {
            ranks.add(node);
        }
    }

    private boolean sellable(Gang gang, int start, long runtimeMillis) {
        for (int t = start; t < Math.min(start + runtimeMillis, HORIZON); t++) {
            if (unsold[t] < gang.devices()) {
                return false;
            }
        }
        return true;
    }

    private long workers(int node, Gang gang, int start, long runtimeMillis) {
        long least = gang.workers();
        for (int t = start; t < Math.min(start + runtimeMillis, HORIZON); t++) {
            least = Math.min(
                    least, PlainScheduler.workers(gang, devices[node][t], cpuMillis[node][t], memoryMib[node][t]));
        }
        return least;
    }
}
