package io.xisuan.scheduler.simulation.trace;

import io.xisuan.model.InputException;
import io.xisuan.scheduler.series.Step;
import io.xisuan.scheduler.series.StepSeries;
import io.xisuan.scheduler.simulation.trace.TraceReader.Source;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads how many devices a site's owner used over time, from lines of {@code instant_millis,devices}: each holds until the
 * next, and the last line only says until when.
 *
 * <p>Every error is an {@link InputException} with file, line and column.
 */
public final class UsageReader {
    private static final String INSTANT = "instant_millis";
    private static final String DEVICES = "devices";

    private UsageReader() {}

    /** Returns the use over time. */
    public static StepSeries read(Source source) {
        CsvFile file = CsvFile.read(source.lines(), source.name());
        if (!file.header().hasAll(List.of(INSTANT, DEVICES))) {
            throw InputException.at(
                    source.name(),
                    file.headerLine(),
                    "header",
                    "\"%s\" is no use of devices: it has the columns %s,%s".formatted(file.header(), INSTANT, DEVICES));
        }
        List<Step> steps = new ArrayList<>();
        for (Row row : file.rows()) {
            long instant = row.whole(INSTANT, 0, Layouts.MAX_INSTANT_MILLIS);
            if (!steps.isEmpty() && instant <= steps.getLast().atMillis()) {
                throw row.wrong(
                        INSTANT,
                        "%d does not come after the %d above it"
                                .formatted(instant, steps.getLast().atMillis()));
            }
            steps.add(new Step(instant, row.whole(DEVICES, 0, Layouts.MAX_JOB_DEVICES)));
        }
        if (steps.size() < 2) {
            throw InputException.at(source.name(), file.headerLine(), "header", "below it are fewer than two lines");
        }
        long end = steps.removeLast().atMillis();
        return StepSeries.of(steps, end);
    }
}
