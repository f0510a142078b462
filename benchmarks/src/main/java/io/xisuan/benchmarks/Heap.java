package io.xisuan.benchmarks;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.lang.ref.Reference;

/** The memory of this program. */
final class Heap {
    private static final double MEGA = 1e6;
    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    private Heap() {}

    /** Returns the bytes that this thread has allocated so far. */
    static long allocatedByThisThread() {
        return THREADS.getCurrentThreadAllocatedBytes();
    }

    /** Forgets what was in use before. */
    static void forgetMost() {
        ManagementFactory.getMemoryPoolMXBeans().forEach(MemoryPoolMXBean::resetPeakUsage);
    }

    /** Returns the most heap that was ever in use at once, garbage among it, in MB of 1,000,000 bytes: the peaks of its parts together. */
    static double mostMb() {
        return ManagementFactory.getMemoryPoolMXBeans().stream()
                        .filter(pool -> pool.getType() == MemoryType.HEAP)
                        .mapToLong(pool -> pool.getPeakUsage().getUsed())
                        .sum()
                / MEGA;
    }

    /**
     * Returns the heap in use after a collection, in MB of 1,000,000 bytes.
     *
     * @param held what is to be counted in any case
     */
    static double usedMb(Object held) {
        try {
            System.gc();
            return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed() / MEGA;
        } finally {
            Reference.reachabilityFence(held);
        }
    }
}
