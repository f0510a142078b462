package io.xisuan.scheduler.placement;

import io.xisuan.scheduler.cluster.Pool;
import io.xisuan.scheduler.demand.Role;
import io.xisuan.scheduler.demand.TopologyLevel;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.IntStream;

/** The rules of placement for uniform gangs of whole devices, or none, written down plainly: every node is looked at every time. */
final class PlainPlacement {
    private final Pool pool;
    private final PlacementWish wish;
    private final NodeLimit limit;
    private final Role role;

    PlainPlacement(Pool pool, PlacementWish wish, NodeLimit limit) {
        this.pool = pool;
        this.wish = wish;
        this.limit = limit;
        this.role = wish.gang().roles().getFirst();
    }

    /** Returns how many workers each node gets, or empty. */
    Optional<SortedMap<Integer, Integer>> place() {
        if (wish.gang().devices() > pool.sellableDevices()) {
            return Optional.empty();
        }
        TopologyLevel widest = wish.topology().required() ? wish.topology().level() : TopologyLevel.SITE;
        for (TopologyLevel level : TopologyLevel.values()) {
            if (level.compareTo(widest) <= 0) {
                Optional<SortedMap<Integer, Integer>> found = level == TopologyLevel.NODE ? oneNode() : inDomain(level);
                if (found.isPresent()) {
                    return found;
                }
            }
        }
        return Optional.empty();
    }

    private Optional<SortedMap<Integer, Integer>> oneNode() {
        return fullest(nodes(TopologyLevel.SITE, pool.index()), role.maxWorkers())
                .map(node -> new TreeMap<>(Map.of(node, role.maxWorkers())));
    }

    private Optional<SortedMap<Integer, Integer>> inDomain(TopologyLevel level) {
        List<List<Integer>> domains = new ArrayList<>();
        for (int domain = pool.firstDomain(level); domain < pool.endDomain(level); domain++) {
            domains.add(nodes(level, domain));
        }
        domains.removeIf(nodes -> level != TopologyLevel.SITE && room(nodes) < role.maxWorkers());
        domains.sort(Comparator.comparingLong(this::room));
        return domains.stream().flatMap(nodes -> spread(nodes).stream()).findFirst();
    }

    private List<Integer> nodes(TopologyLevel level, int domain) {
        return IntStream.range(pool.domainFirst(level, domain), pool.domainEnd(level, domain))
                .boxed()
                .toList();
    }

    private long room(List<Integer> nodes) {
        int each = role.shape().wholeDevices();
        return nodes.stream()
                .mapToLong(node -> each > 0 ? pool.freeDevices(node) / each : takes(node))
                .sum();
    }

    private int takes(int node) {
        boolean refused = wish.avoided().contains(pool.nodeName(node))
                || wish.variant()
                        .architecture()
                        .filter(built -> built != pool.traits(node).architecture())
                        .isPresent();
        int most = pool.workersThatFit(node, role.shape(), role.maxWorkers());
        return refused || most == 0 ? 0 : Math.min(most, limit.workers(node, role.shape(), most));
    }

    private Optional<Integer> fullest(List<Integer> nodes, int workers) {
        return nodes.stream()
                .filter(node -> takes(node) >= workers)
                .min(Comparator.comparingInt((Integer node) -> pool.freeDevices(node))
                        .thenComparing(node -> node));
    }

    private Optional<SortedMap<Integer, Integer>> spread(List<Integer> all) {
        List<Integer> left = new ArrayList<>(all);
        SortedMap<Integer, Integer> given = new TreeMap<>();
        int rest = role.maxWorkers();
        while (rest > 0) {
            Optional<Integer> last = fullest(left, rest);
            Optional<Integer> most = left.stream()
                    .filter(node -> takes(node) > 0)
                    .min(Comparator.comparingInt((Integer node) -> -takes(node))
                            .thenComparingInt(node -> pool.freeDevices(node))
                            .thenComparing(node -> node));
            Optional<Integer> next = last.or(() -> most);
            if (next.isEmpty()) {
                return Optional.empty();
            }
            int workers = Math.min(rest, takes(next.get()));
            given.put(next.get(), workers);
            int at = left.indexOf(next.get());
            left.subList(at, at + 1).clear();
            rest -= workers;
        }
        return Optional.of(given);
    }
}
