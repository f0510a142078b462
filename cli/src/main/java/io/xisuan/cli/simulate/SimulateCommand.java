package io.xisuan.cli.simulate;

import io.xisuan.cli.output.OutputOption;
import io.xisuan.model.InputException;
import io.xisuan.scheduler.simulation.Options;
import io.xisuan.scheduler.simulation.Policy;
import io.xisuan.scheduler.simulation.Result;
import io.xisuan.scheduler.simulation.Simulation;
import io.xisuan.scheduler.simulation.Summary;
import io.xisuan.scheduler.simulation.Trace;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Replays a trace of real jobs under one or more policies. */
@Command(
        name = "simulate",
        description = "Replays a trace of real jobs on a cluster and says how long they wait, and what is used.",
        mixinStandardHelpOptions = true)
public final class SimulateCommand implements Callable<Integer> {
    @Option(
            names = "--nodes",
            required = true,
            paramLabel = "FILE",
            description = "The machines: openb, Philly, Helios, Muri or your own columns; .gz is read too.")
    @SuppressWarnings("NullAway.Init") // set by picocli before the command runs
    private Path nodes;

    @Option(
            names = "--jobs",
            required = true,
            paramLabel = "FILE",
            description = "The jobs: openb, Philly, Helios, Muri or your own columns; .gz is read too.")
    @SuppressWarnings("NullAway.Init") // set by picocli before the command runs
    private Path jobs;

    @Option(
            names = "--policy",
            split = ",",
            defaultValue = "xisuan",
            paramLabel = "P",
            description = "xisuan, fifo, sjf, backfill, srtf, srsf; several with commas (default: ${DEFAULT-VALUE}).")
    private List<String> policies = List.of();

    @Option(
            names = "--seed",
            defaultValue = "0",
            paramLabel = "N",
            description = "Draws the order of jobs submitted at the same instant; 0 keeps the file's (default: 0).")
    private long seed;

    @Option(
            names = "--start-overhead",
            description = "Charge each job's start overhead at every event under srtf and srsf (Muri has profiles).")
    private boolean startOverhead;

    @Option(names = "--out", paramLabel = "DIR", description = "Write jobs.csv, summary.json and replay.svg there.")
    private Optional<Path> out = Optional.empty();

    @Mixin
    private OutputOption output = new OutputOption();

    @Spec
    @SuppressWarnings("NullAway.Init") // set by picocli before the command runs
    private CommandSpec command;

    @Override
    public Integer call() {
        Set<Policy> chosen = chosen();
        Trace trace = TraceFiles.read(nodes, jobs);
        PrintWriter err = command.commandLine().getErr();
        List<Result> results = new ArrayList<>();
        for (Policy policy : chosen) {
            Progress progress = new Progress(err, policy, trace.jobs().size());
            results.add(Simulation.run(trace, new Options(policy, seed, startOverhead, progress)));
            progress.done();
        }
        List<Summary> summaries = results.stream().map(Result::summary).toList();
        Object document = summaries.size() == 1 ? summaries.getFirst() : summaries;
        if (out.isPresent()) {
            ResultFiles.write(out.get(), trace, results, document);
        }
        output.print(document, ResultTables.summaries(summaries));
        ResultTables.notes(results, output.output());
        return 0;
    }

    private Set<Policy> chosen() {
        Set<Policy> chosen = new LinkedHashSet<>();
        for (String id : policies) {
            chosen.add(Policy.byId(id)
                    .orElseThrow(() -> InputException.of(
                            "--policy: \"%s\" is no policy; known are %s".formatted(id, Policy.knownIds()))));
        }
        return chosen;
    }
}
