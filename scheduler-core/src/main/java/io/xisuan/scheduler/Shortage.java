package io.xisuan.scheduler;

import io.xisuan.scheduler.cluster.Pool;
import io.xisuan.scheduler.demand.Gang;
import io.xisuan.scheduler.plan.NodeCounts;
import io.xisuan.scheduler.plan.Refusal;

/**
 * Why a gang does not start in a pool now, with a text for people.
 *
 * @param passesWhenShorter true when the gang would start if it ran no longer than something allows
 */
record Shortage(Refusal reason, String text, boolean passesWhenShorter) {
    private Shortage(Refusal reason, String text) {
        this(reason, text, false);
    }

    /** Returns what is missing in a pool where the gang has no places. */
    static Shortage of(Pool pool, Gang gang) {
        long needed = gang.devices();
        if (pool.totalDevices() - pool.headroomDevices() < needed) {
            return new Shortage(
                    Refusal.HEADROOM,
                    pool + ": " + pool.headroomDevices() + " of " + pool.totalDevices()
                            + " devices are kept for the site's own users now, " + needed + " needed");
        }
        if (pool.freeDevices() < needed) {
            return new Shortage(
                    Refusal.NO_CAPACITY, pool + ": " + pool.freeDevices() + " devices free, " + needed + " needed");
        }
        if (pool.sellableDevices() < needed) {
            return new Shortage(
                    Refusal.HEADROOM,
                    pool + ": " + pool.freeDevices() + " devices free, of which " + pool.sellableDevices()
                            + " may be sold, " + needed + " needed");
        }
        return new Shortage(
                Refusal.FRAGMENTED,
                pool + ": " + pool.freeDevices() + " devices free, but no nodes for " + gang
                        + " devices with their CPU and memory");
    }

    /** Returns this shortage with a count of what the pool's nodes lack. */
    Shortage counted(NodeCounts counts) {
        return new Shortage(reason, text + " (" + counts + ")", passesWhenShorter);
    }

    static Shortage reserved(Pool pool) {
        return new Shortage(Refusal.RESERVED, pool + ": fits, but would delay a job ahead of it", true);
    }

    /** It fits, but the site's own users need it before the job would give it back. */
    static Shortage kept(Pool pool) {
        return new Shortage(
                Refusal.HEADROOM, pool + ": fits now, but the site's own users need devices before it would end", true);
    }
}
