package io.xisuan.scheduler.simulation.trace;

import io.xisuan.model.InputException;
import io.xisuan.scheduler.simulation.Demand;
import io.xisuan.scheduler.simulation.TraceJob;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Locale;

/** Jobs of Microsoft's Philly cluster as AdaptDL summarises them; local times are read as if there were no clock change. */
final class PhillyJobs implements JobLayout {
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss", Locale.ROOT);

    @Override
    public String name() {
        return "Philly jobs";
    }

    @Override
    public List<String> columns() {
        return List.of("timestamp", "duration", "num_gpus", "cluster");
    }

    @Override
    public List<String> notes() {
        return List.of(
                "Philly: nodes have 8 GPUs, jobs stay in their virtual cluster, and jobs of more than 8 GPUs take"
                        + " wholly idle nodes.");
    }

    @Override
    public TraceJob read(Row row) {
        String cluster = row.required("cluster");
        return new TraceJob(
                "line-" + row.line(),
                cluster,
                cluster,
                instant(row),
                row.secondsToMillis("duration"),
                Demand.ofDevices(row.count("num_gpus", 1, Layouts.MAX_JOB_DEVICES)),
                0);
    }

    private static long instant(Row row) {
        String value = row.required("timestamp");
        long millis;
        try {
            millis = LocalDateTime.parse(value, TIME).toInstant(ZoneOffset.UTC).toEpochMilli();
        } catch (DateTimeParseException e) {
            throw InputException.at(
                    row.file(),
                    row.line(),
                    "timestamp",
                    "\"%s\" is no time as 2017-10-09 07:01:55".formatted(value),
                    e);
        }
        if (millis < 0) {
            throw row.wrong("timestamp", "\"%s\" is before 1970".formatted(value));
        }
        return millis;
    }
}
