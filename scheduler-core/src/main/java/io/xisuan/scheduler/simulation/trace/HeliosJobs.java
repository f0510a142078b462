package io.xisuan.scheduler.simulation.trace;

import io.xisuan.scheduler.simulation.Demand;
import io.xisuan.scheduler.simulation.TraceJob;
import java.util.List;

/** Jobs of SenseTime's Helios data in the layout of the published slice; {@code submit_time} is in microseconds. */
final class HeliosJobs implements JobLayout {
    private static final long MICROS_PER_MILLI = 1000;

    @Override
    public String name() {
        return "Helios jobs";
    }

    @Override
    public List<String> columns() {
        return List.of("job_id", "tenant", "submit_time", "num_chips", "num_nodes", "duration_s");
    }

    @Override
    public List<String> notes() {
        return List.of("Helios: jobs stay in their virtual cluster; jobs of more than 8 GPUs take wholly idle nodes.");
    }

    @Override
    public TraceJob read(Row row) {
        long micros = row.whole("submit_time", 0, Layouts.MAX_INSTANT_MILLIS * MICROS_PER_MILLI);
        String cluster = row.required("tenant");
        return new TraceJob(
                row.required("job_id"),
                cluster,
                cluster,
                (micros + MICROS_PER_MILLI / 2) / MICROS_PER_MILLI,
                row.secondsToMillis("duration_s"),
                Demand.ofDevices(row.count("num_chips", 1, Layouts.MAX_JOB_DEVICES)),
                0);
    }
}
