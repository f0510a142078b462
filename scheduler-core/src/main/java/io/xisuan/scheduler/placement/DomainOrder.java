package io.xisuan.scheduler.placement;

import io.xisuan.scheduler.cluster.Pool;
import io.xisuan.scheduler.demand.TopologyLevel;

/** The domains of a level in a pool that may have room for some workers, those with the least room first. */
final class DomainOrder {
    private final int firstDomain;
    /** Room of each domain for workers; those with too little are never returned. */
    private final long[] rooms;

    private long lastRoom;
    private int last = -1;

    DomainOrder(Pool pool, TopologyLevel level, Search search, int workers) {
        this.firstDomain = pool.firstDomain(level);
        this.rooms = new long[pool.endDomain(level) - firstDomain];
        this.lastRoom = workers;
        for (int i = 0; i < rooms.length; i++) {
            rooms[i] = room(pool, level, firstDomain + i, search, workers);
        }
    }

    private static long room(Pool pool, TopologyLevel level, int domain, Search search, int workers) {
        int each = search.shape().wholeDevices();
        if (each > 0) {
            return pool.workersByDevices(level, domain, each);
        }
        long room = 0;
        for (int node = pool.domainFirst(level, domain); node < pool.domainEnd(level, domain); node++) {
            room += search.workers(node, workers);
        }
        return room;
    }

    /** Returns the next domain with more room than the last, or as much and a higher number; -1 after the last of all. */
    int next() {
        int best = -1;
        long least = Long.MAX_VALUE;
        for (int i = 0; i < rooms.length; i++) {
            boolean later = rooms[i] > lastRoom || (rooms[i] == lastRoom && i > last);
            if (later && rooms[i] < least) {
                best = i;
                least = rooms[i];
            }
        }
        last = best;
        lastRoom = least;
        return best < 0 ? -1 : firstDomain + best;
    }
}
