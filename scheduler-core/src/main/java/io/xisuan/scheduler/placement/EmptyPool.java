package io.xisuan.scheduler.placement;

import io.xisuan.scheduler.cluster.Pool;
import io.xisuan.scheduler.demand.Role;
import io.xisuan.scheduler.demand.TopologyLevel;

/** Whether a uniform gang fits a pool of which nobody holds anything. */
final class EmptyPool {
    private EmptyPool() {}

    static boolean fits(Pool pool, PlacementWish wish) {
        Role role = wish.gang().roles().getFirst();
        TopologyLevel level = wish.topology().required() ? wish.topology().level() : TopologyLevel.SITE;
        for (int domain = pool.firstDomain(level); domain < pool.endDomain(level); domain++) {
            if (fits(pool, wish, role, new Range(pool.domainFirst(level, domain), pool.domainEnd(level, domain)))) {
                return true;
            }
        }
        return false;
    }

    private static boolean fits(Pool pool, PlacementWish wish, Role role, Range range) {
        long workers = 0;
        for (int node = range.first(); node < range.end() && workers < role.maxWorkers(); node++) {
            if (wish.variant().architecture().isEmpty()
                    || wish.variant().architecture().get() == pool.traits(node).architecture()) {
                workers += pool.workersWhenEmpty(node, role.shape(), role.maxWorkers());
            }
        }
        return workers >= role.maxWorkers();
    }
}
