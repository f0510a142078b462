package io.xisuan.scheduler.simulation;

/**
 * One job of a trace.
 *
 * @param name as the trace names it, or its row
 * @param tenant who submitted it, as the trace says
 * @param site the only site that it may use; empty for any
 * @param submitMillis on the clock of the trace
 * @param durationMillis run time on the demanded devices; schedulers know it in advance
 * @param startOverheadMillis lost at each start under preemptive policies, when overheads are charged
 * @param terms what the product's own scheduler takes into account besides
 */
public record TraceJob(
        String name,
        String tenant,
        String site,
        long submitMillis,
        long durationMillis,
        Demand demand,
        long startOverheadMillis,
        Terms terms) {
    /** A job of which no more is known than its demand and its times. */
    public TraceJob(
            String name,
            String tenant,
            String site,
            long submitMillis,
            long durationMillis,
            Demand demand,
            long startOverheadMillis) {
        this(name, tenant, site, submitMillis, durationMillis, demand, startOverheadMillis, Terms.PLAIN);
    }

    public TraceJob {
        if (submitMillis < 0 || durationMillis < 0 || startOverheadMillis < 0) {
            throw new IllegalArgumentException(
                    "Job %s: times are never negative: submitted %d, takes %d, overhead %d ms"
                            .formatted(name, submitMillis, durationMillis, startOverheadMillis));
        }
    }

    /** Returns this job allowed at every site. */
    TraceJob anywhere() {
        return new TraceJob(name, tenant, "", submitMillis, durationMillis, demand, startOverheadMillis, terms);
    }

    /** Returns this job on other terms. */
    public TraceJob on(Terms other) {
        return new TraceJob(name, tenant, site, submitMillis, durationMillis, demand, startOverheadMillis, other);
    }
}
