package io.xisuan.scheduler.simulation;

/** Replays jobs that run to their end once started: at each instant first ends, then submissions, then starts. */
final class QueueReplay {
    private QueueReplay() {}

    static void run(Domain domain, Policy policy) {
        Running running = new Running(domain);
        run(domain, running, waiting(domain, running, policy));
    }

    /**
     * Runs one domain to its end.
     *
     * @throws IllegalStateException when jobs wait, nothing runs and nothing more is submitted: an error in who starts next
     */
    static void run(Domain domain, Running running, Waiting waiting) {
        Workload workload = domain.workload();
        int[] jobs = domain.jobs();
        int submitted = 0;
        while (submitted < jobs.length || !running.isEmpty()) {
            long now = submitted < jobs.length ? workload.submit(jobs[submitted]) : Long.MAX_VALUE;
            if (!running.isEmpty()) {
                now = Math.min(now, running.nextEnd());
            }
            boolean released = false;
            while (!running.isEmpty() && running.nextEnd() == now) {
                running.endNext();
                released = true;
            }
            while (submitted < jobs.length && workload.submit(jobs[submitted]) == now) {
                waiting.submit(jobs[submitted++]);
            }
            waiting.dispatch(now, released);
        }
        domain.requireAllEnded();
    }

    private static Waiting waiting(Domain domain, Running running, Policy policy) {
        return switch (policy) {
            case FIFO -> new StrictWaiting(running, job -> job);
            case SJF -> new StrictWaiting(running, domain.workload()::duration);
            case BACKFILL -> new EasyWaiting(domain, running);
            case XISUAN, SRTF, SRSF -> throw new IllegalArgumentException(policy + " has an engine of its own");
        };
    }
}
