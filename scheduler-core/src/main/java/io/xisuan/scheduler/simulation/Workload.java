package io.xisuan.scheduler.simulation;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/** The jobs of a trace as arrays, in the order of submission; jobs submitted at once in the order of the file or drawn. */
final class Workload {
    private final List<TraceJob> jobs;
    private final Shape[] shapes;
    private final long[] submit;
    private final long[] duration;

    /**
     * @param seed 0 keeps the order of the file among jobs submitted at once; any other draws it
     */
    Workload(Trace trace, Machines machines, long seed) {
        jobs = ordered(trace.jobs(), seed);
        shapes = new Shape[jobs.size()];
        submit = new long[jobs.size()];
        duration = new long[jobs.size()];
        for (int job = 0; job < shapes.length; job++) {
            TraceJob source = jobs.get(job);
            int site =
                    source.site().isEmpty() ? Shape.ANY_SITE : machines.sites().indexOf(source.site());
            shapes[job] = machines.shape(source.demand(), site);
            submit[job] = source.submitMillis();
            duration[job] = source.durationMillis();
        }
    }

    private static List<TraceJob> ordered(List<TraceJob> jobs, long seed) {
        List<TraceJob> order = new ArrayList<>(jobs);
        if (seed != 0) {
            SplittableRandom random = new SplittableRandom(seed);
            for (int i = order.size() - 1; i > 0; i--) {
                int other = random.nextInt(i + 1);
                TraceJob moved = order.get(i);
                order.set(i, order.get(other));
                order.set(other, moved);
            }
        }
        order.sort((a, b) -> Long.compare(a.submitMillis(), b.submitMillis()));
        return order;
    }

    int size() {
        return shapes.length;
    }

    TraceJob job(int job) {
        return jobs.get(job);
    }

    Shape shape(int job) {
        return shapes[job];
    }

    long submit(int job) {
        return submit[job];
    }

    long duration(int job) {
        return duration[job];
    }

    long deviceMilli(int job) {
        return jobs.get(job).demand().deviceMilli();
    }

    /** Returns whether the job names a site that no node has. */
    boolean siteUnknown(int job) {
        return !jobs.get(job).site().isEmpty() && shapes[job].site() < 0;
    }
}
