package io.xisuan.scheduler.simulation.trace;

import io.xisuan.scheduler.simulation.Demand;
import io.xisuan.scheduler.simulation.TraceJob;
import java.util.List;

/**
 * Jobs as published with Muri: run time is iterations x milliseconds per iteration x 1.015 (the column {@code duration} is
 * unused there too), and each start costs what was profiled for the model and its number of GPUs.
 */
final class MuriJobs implements JobLayout {
    private static final long SLOWDOWN_PER_MILLE = 1015;
    private static final long MAX_ITERATIONS = 1_000_000_000_000L;
    private static final int MAX_ITERATION_MILLIS = 1_000_000;

    @Override
    public String name() {
        return "Muri jobs";
    }

    @Override
    public List<String> columns() {
        return List.of("job_id", "num_gpu", "submit_time", "iterations", "model_name", "iteration_time");
    }

    @Override
    public List<String> notes() {
        return List.of("Muri: run time is iterations x iteration_time x 1.015; its column duration is unused.");
    }

    @Override
    public TraceJob read(Row row) {
        int devices = row.count("num_gpu", 1, Layouts.MAX_JOB_DEVICES);
        long perfect =
                row.whole("iterations", 1, MAX_ITERATIONS) * row.count("iteration_time", 1, MAX_ITERATION_MILLIS);
        String model = row.required("model_name");
        return new TraceJob(
                row.required("job_id"),
                model,
                "",
                row.whole("submit_time", 0, Layouts.MAX_INSTANT_MILLIS),
                millis(row, perfect),
                Demand.ofDevices(devices),
                MuriStartOverheads.seconds(model, devices) * 1000L);
    }

    private static long millis(Row row, long perfect) {
        if (perfect > Layouts.MAX_MILLIS) {
            throw row.wrong("iterations", "the job takes more than a century");
        }
        return (perfect * SLOWDOWN_PER_MILLE + 500) / 1000;
    }
}
