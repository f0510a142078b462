package io.xisuan.scheduler.placement;

import io.xisuan.scheduler.cluster.Pool;
import io.xisuan.scheduler.demand.TopologyLevel;
import io.xisuan.scheduler.demand.WorkerShape;
import io.xisuan.scheduler.plan.NodeCounts;
import io.xisuan.scheduler.plan.NodeCounts.Lack;
import java.util.EnumMap;
import java.util.Map;

/** Why each node of a pool does not take a worker of a gang's first placed role; counted. */
final class Refusals {
    private static final Lack[] LACKS = Lack.values();
    private static final int FITS = LACKS.length;

    private final Pool pool;
    private final PlacementWish wish;
    private final NodeLimit limit;
    private final Assembly assembly;
    private final WorkerShape shape;

    Refusals(Pool pool, PlacementWish wish, NodeLimit limit, Assembly assembly) {
        this.pool = pool;
        this.wish = wish;
        this.limit = limit;
        this.assembly = assembly;
        this.shape = assembly.first().shape();
    }

    NodeCounts counts() {
        int[] counts = new int[LACKS.length + 1];
        TopologyLevel level = wish.topology().required() ? wish.topology().level() : TopologyLevel.SITE;
        for (int domain = pool.firstDomain(level); domain < pool.endDomain(level); domain++) {
            count(new Range(pool.domainFirst(level, domain), pool.domainEnd(level, domain)), level, counts);
        }
        Map<Lack, Integer> refused = new EnumMap<>(Lack.class);
        for (Lack lack : LACKS) {
            if (counts[lack.ordinal()] > 0) {
                refused.put(lack, counts[lack.ordinal()]);
            }
        }
        return new NodeCounts(pool.endNode() - pool.firstNode(), counts[FITS], refused);
    }

    private void count(Range domain, TopologyLevel level, int[] counts) {
        int fitting = 0;
        for (int node = domain.first(); node < domain.end(); node++) {
            int lack = lack(node);
            counts[lack]++;
            fitting += lack == FITS ? 1 : 0;
        }
        if (fitting > 0
                && level != TopologyLevel.SITE
                && assembly.gathered(domain).isEmpty()) {
            counts[FITS] -= fitting;
            counts[Lack.DOMAIN.ordinal()] += fitting;
        }
    }

    private int lack(int node) {
        if (!pool.isOpen(node)) {
            return (pool.isLost(node) ? Lack.LOST : Lack.CORDONED).ordinal();
        }
        if (!wish.avoided().isEmpty() && wish.avoided().contains(pool.nodeName(node))) {
            return Lack.AVOIDED.ordinal();
        }
        if (!pool.sells(node, shape.accelerators())) {
            return Lack.MODE.ordinal();
        }
        if (wish.variant().architecture().isPresent()
                && wish.variant().architecture().get() != pool.traits(node).architecture()) {
            return Lack.ARCHITECTURE.ordinal();
        }
        return pool.workersThatFit(node, shape, 1) == 0
                ? lackOfRoom(node).ordinal()
                : limit.workers(node, shape, 1) > 0 ? FITS : Lack.RESERVED.ordinal();
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
