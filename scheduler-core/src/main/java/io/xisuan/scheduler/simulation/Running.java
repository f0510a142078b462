package io.xisuan.scheduler.simulation;

import java.util.Arrays;

/** The running jobs of a replay without preemption, with the machines and the time of each end. */
final class Running {
    private final Domain domain;
    private final Pool pool;
    private final LongHeap ends = new LongHeap();
    private final Allocation[] held;

    Running(Domain domain) {
        this.domain = domain;
        pool = new Pool(domain.machines());
        held = new Allocation[domain.workload().size()];
        Arrays.fill(held, Allocation.NONE);
    }

    /** Starts the job if it fits now. */
    boolean tryStart(int job, long now) {
        Allocation found = place(job);
        if (found.isNone()) {
            return false;
        }
        start(job, found, now);
        return true;
    }

    Allocation place(int job) {
        return pool.place(domain.workload().shape(job), NodeChoice.FULLEST);
    }

    void giveBack(int job, Allocation allocation) {
        pool.release(allocation, domain.workload().shape(job));
    }

    /** Lets the job run on what was placed for it. */
    void start(int job, Allocation allocation, long now) {
        long duration = domain.workload().duration(job);
        held[job] = allocation;
        ends.add(now + duration, job);
        domain.records().started(job, now, domain.machines().siteOf(allocation.nodes()[0]));
        domain.records()
                .charge(
                        job,
                        domain.machines().rate(allocation, domain.workload().shape(job)),
                        duration);
    }

    boolean isEmpty() {
        return ends.isEmpty();
    }

    long nextEnd() {
        return ends.firstKey();
    }

    void endNext() {
        long now = ends.firstKey();
        int job = ends.removeFirst();
        giveBack(job, held[job]);
        held[job] = Allocation.NONE;
        domain.records().ended(job, now);
    }

    boolean exhausted() {
        return pool.exhausted();
    }

    /** Returns when the job fits at the latest, given all ends, and what is then left beside it. */
    Reservation reserve(int job) {
        Pool later = pool.copy();
        LongHeap order = ends.copy();
        Shape shape = domain.workload().shape(job);
        while (!order.isEmpty()) {
            long at = order.firstKey();
            while (!order.isEmpty() && order.firstKey() == at) {
                int ended = order.removeFirst();
                later.release(held[ended], domain.workload().shape(ended));
            }
            if (!later.place(shape, NodeChoice.FULLEST).isNone()) {
                return new Reservation(at, later);
            }
        }
        throw new IllegalStateException(
                "Job %s fits no empty site".formatted(domain.workload().job(job).name()));
    }

    /**
     * The start that the first waiting job is promised.
     *
     * @param left what is free at that time once it holds its machines
     */
    record Reservation(long atMillis, Pool left) {}
}
