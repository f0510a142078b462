package io.xisuan.scheduler.simulation.trace;

import io.xisuan.scheduler.simulation.Demand;
import io.xisuan.scheduler.simulation.TraceJob;
import java.util.List;

/**
 * Pods of the Alibaba GPU cluster trace 2023, each a job on one node; {@code gpu_milli} below 1000 shares a device. A pod
 * runs from its scheduling to its deletion; one that was never scheduled is taken to need its whole stay.
 */
final class OpenbPods implements JobLayout {
    private static final long MILLIS = 1000;
    private static final int MAX_DEVICES = 64;

    @Override
    public String name() {
        return "openb pods";
    }

    @Override
    public List<String> columns() {
        return List.of(
                "name",
                "cpu_milli",
                "memory_mib",
                "num_gpu",
                "gpu_milli",
                "creation_time",
                "deletion_time",
                "scheduled_time");
    }

    @Override
    public List<String> notes() {
        return List.of(
                "openb: a pod runs from its scheduling (where it has none: its creation) to its deletion; devices"
                        + " are shared by gpu_milli alone, GPU memory is not in the trace.");
    }

    @Override
    public TraceJob read(Row row) {
        long created = row.whole("creation_time", 0, Layouts.MAX_INSTANT_MILLIS / MILLIS);
        String from = row.text("scheduled_time").isEmpty() ? "creation_time" : "scheduled_time";
        long seconds = row.whole("deletion_time", 0, Layouts.MAX_INSTANT_MILLIS / MILLIS)
                - row.whole(from, 0, Layouts.MAX_INSTANT_MILLIS / MILLIS);
        if (seconds < 0) {
            throw row.wrong("deletion_time", "is %d s before %s: a negative duration".formatted(-seconds, from));
        }
        String tenant = row.text("qos").isEmpty() ? "openb" : row.text("qos");
        return new TraceJob(row.required("name"), tenant, "", created * MILLIS, seconds * MILLIS, demand(row), 0);
    }

    private static Demand demand(Row row) {
        int devices = row.count("num_gpu", 0, MAX_DEVICES);
        int milli = devices == 1 ? row.count("gpu_milli", 1, Demand.WHOLE) : Demand.WHOLE;
        String models = row.text("gpu_spec");
        return new Demand(
                devices,
                devices,
                milli,
                row.whole("cpu_milli", 0, Layouts.MAX_RESOURCE),
                row.whole("memory_mib", 0, Layouts.MAX_RESOURCE),
                models.isEmpty() ? List.of() : List.of(models.split("\\|")));
    }
}
