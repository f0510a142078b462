package io.xisuan.cli.simulate;

import io.xisuan.cli.output.Format;
import io.xisuan.cli.output.Output;
import io.xisuan.cli.output.StepChartSvg;
import io.xisuan.model.InputException;
import io.xisuan.scheduler.simulation.Outcome;
import io.xisuan.scheduler.simulation.Refused;
import io.xisuan.scheduler.simulation.Result;
import io.xisuan.scheduler.simulation.Timeline;
import io.xisuan.scheduler.simulation.Trace;
import io.xisuan.scheduler.simulation.TraceJob;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * The files of a replay: {@code summary.json} as printed with {@code -o json}, every job in {@code jobs.csv}, and use and queue
 * over time in {@code replay.svg}.
 */
final class ResultFiles {
    private static final String HEADER =
            "policy,job,tenant,devices,state,submit_millis,start_millis,end_millis,wait_millis,site\n";

    private ResultFiles() {}

    /**
     * @param document what {@code -o json} prints
     */
    static void write(Path folder, Trace trace, List<Result> results, Object document) {
        try {
            Files.createDirectories(folder);
            Files.writeString(folder.resolve("summary.json"), json(document, results), StandardCharsets.UTF_8);
            try (Writer csv = Files.newBufferedWriter(folder.resolve("jobs.csv"), StandardCharsets.UTF_8)) {
                csv.write(HEADER);
                for (Result result : results) {
                    jobs(result, csv);
                }
            }
            Files.writeString(folder.resolve("replay.svg"), chart(trace, results), StandardCharsets.UTF_8);
        } catch (FileSystemException e) {
            throw InputException.of("--out %s: cannot be written: %s".formatted(folder, e.getMessage()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String chart(Trace trace, List<Result> results) {
        List<String> policies =
                results.stream().map(result -> result.summary().policy()).toList();
        List<Timeline> timelines =
                results.stream().map(result -> Timeline.of(trace, result)).toList();
        return StepChartSvg.draw(ReplayChart.of(policies, timelines));
    }

    private static String json(Object document, List<Result> results) {
        StringWriter text = new StringWriter();
        new Output(new PrintWriter(text), Format.JSON, 0)
                .print(
                        document,
                        ResultTables.summaries(List.of(results.getFirst().summary())));
        return text.toString();
    }

    private static void jobs(Result result, Writer csv) throws IOException {
        String policy = result.summary().policy();
        for (Outcome outcome : result.finished()) {
            csv.write(job(policy, outcome.job(), "FINISHED"));
            csv.write("%d,%d,%d,%d,%s\n"
                    .formatted(
                            outcome.job().submitMillis(),
                            outcome.startMillis(),
                            outcome.endMillis(),
                            outcome.waitMillis(),
                            quoted(outcome.site())));
        }
        for (Refused refused : result.never()) {
            csv.write(job(policy, refused.job(), "NEVER_" + refused.reason()));
            csv.write("%d,,,,\n".formatted(refused.job().submitMillis()));
        }
    }

    private static String job(String policy, TraceJob job, String state) {
        return "%s,%s,%s,%d,%s,"
                .formatted(
                        policy,
                        quoted(job.name()),
                        quoted(job.tenant()),
                        job.demand().devices(),
                        state);
    }

    private static String quoted(String value) {
        boolean plain = value.chars().noneMatch(c -> c == ',' || c == '"' || c == '\n' || c == '\r');
        return plain ? value : "\"" + value.replace("\"", "\"\"") + "\"";
    }
}
