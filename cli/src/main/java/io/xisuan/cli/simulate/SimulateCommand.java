package io.xisuan.cli.simulate;

import io.xisuan.cli.output.OutputOption;
import io.xisuan.cli.output.Progress;
import io.xisuan.cli.output.Waiting;
import io.xisuan.model.InputException;
import io.xisuan.scheduler.PlanOptions;
import io.xisuan.scheduler.simulation.Options;
import io.xisuan.scheduler.simulation.Policy;
import io.xisuan.scheduler.simulation.Result;
import io.xisuan.scheduler.simulation.Simulation;
import io.xisuan.scheduler.simulation.Summary;
import io.xisuan.scheduler.simulation.Trace;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.function.Function;
import java.util.function.IntConsumer;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Replays a trace of real jobs under one or more policies. */
@Command(
        name = "simulate",
        description = "Replays a trace of real jobs on a cluster and says how long they wait, and what is used.",
        mixinStandardHelpOptions = true,
        footer = {
            "",
            "Examples:",
            "  xisuan simulate --nodes nodes.csv --jobs jobs.csv",
            "  xisuan simulate --nodes nodes.csv --jobs jobs.csv --policy xisuan,backfill --out result"
        })
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

    @Option(
            names = "--explain",
            paramLabel = "JOB",
            description = "Say of one job why it started there, why not elsewhere and earlier, and what it would need.")
    private Optional<String> explain = Optional.empty();

    @Mixin
    private EngineOptions engine = new EngineOptions();

    @Mixin
    private Progress progress = new Progress();

    @Mixin
    private OutputOption output = new OutputOption();

    @Override
    public Integer call() {
        Set<Policy> chosen = chosen();
        Trace trace = TraceFiles.read(nodes, jobs);
        try {
            if (explain.isPresent()) {
                JobNames.require(trace, explain.get());
                explain(trace, chosen, explain.get());
            } else {
                compare(trace, chosen);
            }
        } catch (ArithmeticException e) {
            throw InputException.of(
                    "%s: the jobs run too long on too many devices to be added up: %s".formatted(jobs, e.getMessage()));
        }
        return 0;
    }

    private void compare(Trace trace, Set<Policy> chosen) {
        List<Result> results = each(trace, chosen, options -> Simulation.run(trace, options));
        List<Summary> summaries = results.stream().map(Result::summary).toList();
        Object document = summaries.size() == 1 ? summaries.getFirst() : summaries;
        if (out.isPresent()) {
            ResultFiles.write(out.get(), trace, results, document);
        }
        output.print(document, ResultTables.summaries(summaries));
        ResultTables.notes(results, output.output());
    }

    private void explain(Trace trace, Set<Policy> chosen, String job) {
        List<AccountView> views =
                each(trace, chosen, options -> AccountView.of(Simulation.explain(trace, options, job)));
        AccountView first = views.getFirst();
        output.output()
                .say("%s of %s: %d devices, runs %s s"
                        .formatted(
                                first.job(),
                                first.tenant(),
                                first.devices(),
                                BigDecimal.valueOf(first.durationMillis(), 3).toPlainString()));
        output.print(views.size() == 1 ? first : views, AccountTables.accounts(views));
        AccountTables.details(views, output.output());
    }

    private <R> List<R> each(Trace trace, Set<Policy> chosen, Function<Options, R> replay) {
        List<R> results = new ArrayList<>();
        PlanOptions planning = engine.options();
        for (Policy policy : chosen) {
            try (Waiting waiting = progress.begin(policy.id())) {
                IntConsumer settled = jobs -> waiting.at(jobs, trace.jobs().size());
                results.add(replay.apply(new Options(policy, seed, startOverhead, settled, planning)));
            }
        }
        return results;
    }

    private Set<Policy> chosen() {
        Set<Policy> chosen = new LinkedHashSet<>();
        for (String id : policies) {
            chosen.add(Policy.byId(id)
                    .orElseThrow(() -> InputException.of(
                            "--policy: \"%s\" is no policy; known are %s".formatted(id, Policy.knownIds()))));
        }
        if (startOverhead && !chosen.contains(Policy.SRTF) && !chosen.contains(Policy.SRSF)) {
            throw InputException.of("--start-overhead: only srtf and srsf charge it, and --policy names neither");
        }
        if (engine.given() && !chosen.contains(Policy.XISUAN)) {
            throw InputException.of(
                    "--placement, --order, --measures, --reservations and --weights: only xisuan looks at"
                            + " them, and --policy does not name it");
        }
        engine.options();
        if (explain.isPresent() && out.isPresent()) {
            throw InputException.of("--explain and --out: one job is printed, and files are of all; give one of both");
        }
        return chosen;
    }
}
