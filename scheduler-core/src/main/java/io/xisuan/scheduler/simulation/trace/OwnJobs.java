package io.xisuan.scheduler.simulation.trace;

import io.xisuan.scheduler.simulation.Demand;
import io.xisuan.scheduler.simulation.TraceJob;
import java.util.List;

/**
 * Jobs as users write them. Optional columns: {@code devices_per_worker}, {@code model} (several with |), {@code site},
 * {@code cpu_milli} and {@code memory_mib} of each worker, {@code device_milli} (share of the only device),
 * {@code start_overhead_seconds}, and those of {@link OwnTerms}.
 */
final class OwnJobs implements JobLayout {
    @Override
    public String name() {
        return "your own jobs";
    }

    @Override
    public List<String> columns() {
        return List.of("job", "tenant", "submit_seconds", "duration_seconds", "devices");
    }

    @Override
    public List<String> notes() {
        return List.of();
    }

    @Override
    public TraceJob read(Row row) {
        return new TraceJob(
                row.required("job"),
                row.required("tenant"),
                row.text("site"),
                row.secondsToMillis("submit_seconds"),
                row.secondsToMillis("duration_seconds"),
                demand(row),
                row.text("start_overhead_seconds").isEmpty() ? 0 : row.secondsToMillis("start_overhead_seconds"),
                OwnTerms.read(row));
    }

    private static Demand demand(Row row) {
        int devices = row.count("devices", 1, Layouts.MAX_JOB_DEVICES);
        int perWorker = row.countOr("devices_per_worker", 0, 1, devices);
        if (perWorker > 0 && devices % perWorker != 0) {
            throw row.wrong(
                    "devices_per_worker",
                    "%d devices are no whole number of workers of %d".formatted(devices, perWorker));
        }
        int milli = row.countOr("device_milli", Demand.WHOLE, 1, Demand.WHOLE);
        if (milli < Demand.WHOLE && devices != 1) {
            throw row.wrong("device_milli", "only a job of one device can share it, not one of %d".formatted(devices));
        }
        List<String> models = models(row);
        return new Demand(
                devices,
                perWorker,
                milli,
                row.wholeOr("cpu_milli", 0, Layouts.MAX_RESOURCE),
                row.wholeOr("memory_mib", 0, Layouts.MAX_RESOURCE),
                models);
    }

    private static List<String> models(Row row) {
        String value = row.text("model");
        if (value.isEmpty()) {
            return List.of();
        }
        List<String> models = List.of(value.split("\\|", -1));
        if (models.stream().anyMatch(String::isBlank)) {
            throw row.wrong("model", "\"%s\" has an empty name beside a |".formatted(value));
        }
        return models;
    }
}
