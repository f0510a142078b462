package io.xisuan.cli.simulate;

import io.xisuan.cli.output.NearNames;
import io.xisuan.model.InputException;
import io.xisuan.scheduler.simulation.Trace;
import io.xisuan.scheduler.simulation.TraceJob;
import java.util.List;

/** The names of the jobs of a trace, for people who mistype one. */
final class JobNames {
    private static final int SHOWN = 5;

    private JobNames() {}

    /**
     * Checks that a job exists.
     *
     * @throws InputException when none has this name, with the names that are most like it
     */
    static void require(Trace trace, String job) {
        List<String> names = trace.jobs().stream().map(TraceJob::name).toList();
        if (!names.contains(job)) {
            throw InputException.of("--explain: there is no job \"%s\"; near are \"%s\""
                    .formatted(job, String.join("\", \"", NearNames.of(names, job, SHOWN))));
        }
    }
}
