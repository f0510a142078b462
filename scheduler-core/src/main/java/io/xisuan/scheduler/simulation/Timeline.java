package io.xisuan.scheduler.simulation;

import io.xisuan.scheduler.series.StepSeries;
import io.xisuan.scheduler.series.StepSum;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What a replay looked like over time, from the first submission to the last end. Jobs that can never start are in none of it.
 *
 * @param sites in the order of the trace
 * @param waitingJobs jobs that were submitted, had not ended and did not run
 * @param waitingDevices the devices that these jobs asked for; a share counts a whole device
 */
public record Timeline(List<Site> sites, StepSeries waitingJobs, StepSeries waitingDevices) {
    public Timeline {
        sites = List.copyOf(sites);
    }

    /**
     * One site over time.
     *
     * @param devices all that it has
     * @param usedMilli thousandths of devices in use
     */
    public record Site(String name, long devices, StepSeries usedMilli) {}

    /** Returns the timeline of a replay of a trace. */
    public static Timeline of(Trace trace, Result result) {
        Map<String, Long> devices = new LinkedHashMap<>();
        trace.nodes().forEach(node -> devices.merge(node.site(), (long) node.devices(), Long::sum));
        Map<String, StepSum> used = new LinkedHashMap<>();
        devices.keySet().forEach(site -> used.put(site, new StepSum()));
        StepSum jobs = new StepSum();
        StepSum demand = new StepSum();
        for (Outcome outcome : result.finished()) {
            long idleSince = outcome.job().submitMillis();
            for (RunSpan run : outcome.runs()) {
                long milli = outcome.job().demand().deviceMilli();
                used.computeIfAbsent(run.site(), site -> new StepSum()).add(run.fromMillis(), run.toMillis(), milli);
                jobs.add(idleSince, run.fromMillis(), 1);
                demand.add(idleSince, run.fromMillis(), outcome.job().demand().devices());
                idleSince = run.toMillis();
            }
        }
        long start = start(result.finished());
        long end = Math.max(start, end(result.finished()));
        List<Site> sites = new ArrayList<>();
        devices.forEach((site, count) -> sites.add(
                new Site(site, count, used.getOrDefault(site, new StepSum()).series(start, end))));
        return new Timeline(sites, jobs.series(start, end), demand.series(start, end));
    }

    private static long start(List<Outcome> finished) {
        return finished.stream()
                .mapToLong(outcome -> outcome.job().submitMillis())
                .min()
                .orElse(0);
    }

    private static long end(List<Outcome> finished) {
        return finished.stream().mapToLong(Outcome::endMillis).max().orElse(0);
    }
}
