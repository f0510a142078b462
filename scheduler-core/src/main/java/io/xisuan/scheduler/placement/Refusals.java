package io.xisuan.scheduler.placement;

import io.xisuan.scheduler.cluster.Pool;
import io.xisuan.scheduler.demand.TopologyLevel;
import io.xisuan.scheduler.demand.WorkerShape;
import io.xisuan.scheduler.plan.NodeCounts;
import io.xisuan.scheduler.plan.NodeCounts.Lack;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;

/** Why each node of a pool does not take a worker of a gang's first placed role; counted. */
final class Refusals {
    private final Pool pool;
    private final PlacementWish wish;
    private final NodeLimit limit;
    private final Assembly assembly;
    private final WorkerShape shape;
    private final Map<Lack, Integer> refused = new EnumMap<>(Lack.class);
    private int fitting;

    Refusals(Pool pool, PlacementWish wish, NodeLimit limit, Assembly assembly) {
        this.pool = pool;
        this.wish = wish;
        this.limit = limit;
        this.assembly = assembly;
        this.shape = assembly.first().shape();
    }

    NodeCounts counts() {
        TopologyLevel level = wish.topology().required() ? wish.topology().level() : TopologyLevel.SITE;
        for (int domain = pool.firstDomain(level); domain < pool.endDomain(level); domain++) {
            count(new Range(pool.domainFirst(level, domain), pool.domainEnd(level, domain)), level);
        }
        return new NodeCounts(pool.endNode() - pool.firstNode(), fitting, refused);
    }

    private void count(Range domain, TopologyLevel level) {
        int fit = 0;
        for (int node = domain.first(); node < domain.end(); node++) {
            Optional<Lack> lack = lack(node);
            lack.ifPresent(first -> refused.merge(first, 1, Integer::sum));
            fit += lack.isEmpty() ? 1 : 0;
        }
        if (fit > 0 && level != TopologyLevel.SITE && assembly.gathered(domain).isEmpty()) {
            refused.merge(Lack.DOMAIN, fit, Integer::sum);
        } else {
            fitting += fit;
        }
    }

    /** Returns what the node lacks first, or empty when it takes a worker. */
    private Optional<Lack> lack(int node) {
        if (!pool.isOpen(node)) {
            return Optional.of(pool.isLost(node) ? Lack.LOST : Lack.CORDONED);
        }
        if (!wish.avoided().isEmpty() && wish.avoided().contains(pool.nodeName(node))) {
            return Optional.of(Lack.AVOIDED);
        }
        if (!pool.sells(node, shape.accelerators())) {
            return Optional.of(Lack.MODE);
        }
        if (wish.variant().architecture().isPresent()
                && wish.variant().architecture().get() != pool.traits(node).architecture()) {
            return Optional.of(Lack.ARCHITECTURE);
        }
        if (pool.workersThatFit(node, shape, 1) == 0) {
            return Optional.of(lackOfRoom(node));
        }
        return limit.workers(node, shape, 1) > 0 ? Optional.empty() : Optional.of(Lack.RESERVED);
    }

    private Lack lackOfRoom(int node) {
        if (!pool.hasDevicesFor(node, shape.accelerators())) {
            return Lack.DEVICES;
        }
        if (pool.freeCpuMillis(node) < shape.cpuMillis()) {
            return Lack.CPU;
        }
        return pool.freeMemoryMib(node) < shape.memoryMib() ? Lack.MEMORY : Lack.OTHER_RESOURCE;
    }
}
