package io.xisuan.scheduler.simulation;

import java.util.Arrays;

/**
 * Replays jobs that make room for shorter ones: at each submission or end all jobs are sorted by what remains, and the
 * emptied machines are filled again in that order without blocking.
 *
 * <p>The order of steps, the stable sort, the first node with room and the start overhead charged to every running job at
 * every event are those of the simulator published with Muri (SIGCOMM 2022), so that its figures can be compared with.
 */
final class PreemptiveReplay {
    private final Domain domain;
    private final Workload workload;
    private final Pool pool;
    private final boolean byDeviceTime;
    private final boolean chargeOverhead;
    private final boolean someWithoutDevices;
    private final long[] remaining;
    private final Allocation[] held;
    private int[] live = new int[64];
    private int count;
    private long last;

    private PreemptiveReplay(Domain domain, boolean byDeviceTime, boolean chargeOverhead) {
        this.domain = domain;
        this.byDeviceTime = byDeviceTime;
        this.chargeOverhead = chargeOverhead;
        workload = domain.workload();
        pool = new Pool(domain.machines());
        someWithoutDevices = domain.someWithoutDevices();
        remaining = new long[workload.size()];
        held = new Allocation[workload.size()];
        Arrays.fill(held, Allocation.NONE);
    }

    /** Runs one domain to its end. */
    static void run(Domain domain, Policy policy, boolean chargeOverhead) {
        new PreemptiveReplay(domain, policy == Policy.SRSF, chargeOverhead).run();
    }

    private void run() {
        int[] jobs = domain.jobs();
        int submitted = 0;
        long nextEnd = Long.MAX_VALUE;
        while (submitted < jobs.length || count > 0) {
            long nextSubmit = submitted < jobs.length ? workload.submit(jobs[submitted]) : Long.MAX_VALUE;
            long now = Math.min(nextSubmit, nextEnd);
            if (now == Long.MAX_VALUE) {
                break; // nothing runs and nothing more comes: never turn the clock to the end of time
            }
            progress(now);
            while (submitted < jobs.length && workload.submit(jobs[submitted]) == now) {
                append(jobs[submitted++]);
            }
            sort();
            nextEnd = refill(now);
            last = now;
        }
        domain.requireAllEnded();
    }

    private void append(int job) {
        if (count == live.length) {
            live = Arrays.copyOf(live, count * 2);
        }
        remaining[job] = workload.duration(job);
        live[count++] = job;
    }

    /** Takes everything off the machines; jobs whose end was predicted for now leave. */
    private void progress(long now) {
        int kept = 0;
        for (int i = 0; i < count; i++) {
            int job = live[i];
            boolean ended = false;
            if (!held[job].isNone()) {
                ended = leave(job, now);
            }
            if (!ended) {
                live[kept++] = job;
            }
        }
        count = kept;
    }

    private boolean leave(int job, long now) {
        Shape shape = workload.shape(job);
        domain.records().charge(job, domain.machines().rate(held[job], shape), now - last);
        pool.release(held[job], shape);
        held[job] = Allocation.NONE;
        if (last + remaining[job] == now) {
            domain.records().ended(job, now);
            return true;
        }
        domain.records().interrupted(job, now);
        long overhead = chargeOverhead ? workload.job(job).startOverheadMillis() : 0;
        remaining[job] -= Math.max(now - last - overhead, 0);
        return false;
    }

    /** Sorts by insertion: stable, and quick because only what ran has moved. */
    private void sort() {
        for (int i = 1; i < count; i++) {
            int job = live[i];
            long key = key(job);
            int at = i;
            while (at > 0 && key(live[at - 1]) > key) {
                live[at] = live[at - 1];
                at--;
            }
            live[at] = job;
        }
    }

    private long key(int job) {
        return byDeviceTime
                ? Math.multiplyExact(remaining[job], domain.workload().deviceMilli(job))
                : remaining[job];
    }

    /** Fills the empty machines in order and returns when the first of the running jobs ends. */
    private long refill(long now) {
        long nextEnd = Long.MAX_VALUE;
        for (int i = 0; i < count && (someWithoutDevices || !pool.exhausted()); i++) {
            int job = live[i];
            Allocation found = pool.place(workload.shape(job), NodeChoice.FIRST);
            if (!found.isNone()) {
                held[job] = found;
                domain.records().started(job, now, domain.machines().siteOf(found.nodes()[0]));
                nextEnd = Math.min(nextEnd, now + remaining[job]);
            }
        }
        return nextEnd;
    }
}
