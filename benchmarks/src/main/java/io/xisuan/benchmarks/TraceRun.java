package io.xisuan.benchmarks;

import io.xisuan.model.InputException;
import io.xisuan.scheduler.simulation.Options;
import io.xisuan.scheduler.simulation.Policy;
import io.xisuan.scheduler.simulation.Simulation;
import io.xisuan.scheduler.simulation.Summary;
import io.xisuan.scheduler.simulation.Trace;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/** Replays a public trace over virtual time; the figures depend on no machine, so nothing is warmed up or repeated. */
record TraceRun(TraceExperiment experiment) implements Run {
    private static final String WITH_OVERHEAD = "-with-start-overhead";

    @Override
    public String name() {
        return experiment.name();
    }

    @Override
    public String about() {
        return experiment.about();
    }

    @Override
    public Map<String, String> defaults() {
        Map<String, String> defaults = new LinkedHashMap<>();
        defaults.put("policies", experiment.policies());
        defaults.put("seed", "0");
        defaults.put("data", PublicData.usualFolder());
        return defaults;
    }

    @Override
    public Measured measure(Parameters parameters, Consumer<String> progress) {
        List<Policy> policies =
                parameters.list("policies").stream().map(TraceRun::policy).toList();
        long seed = parameters.number("seed", 0, Long.MAX_VALUE);
        Trace trace = experiment.read(new PublicData(parameters.path("data")));
        List<Figure> figures = new ArrayList<>();
        List<String> notes = new ArrayList<>(trace.notes());
        notes.add("Virtual time: the same figures on every machine; nothing is warmed up.");
        for (Policy policy : policies) {
            progress.accept(
                    "%s: %d jobs under %s".formatted(name(), trace.jobs().size(), policy.id()));
            add(trace, new Options(policy, seed, false, settled -> {}), figures, notes);
            if (experiment.publishedWithOverhead().containsKey(policy.id())) {
                add(trace, new Options(policy, seed, true, settled -> {}), figures, notes);
            }
        }
        return new Measured(figures, notes);
    }

    private static Policy policy(String id) {
        return Policy.byId(id)
                .orElseThrow(() -> InputException.of(
                        "--policies: \"%s\" is no policy; known are %s".formatted(id, Policy.knownIds())));
    }

    private void add(Trace trace, Options options, List<Figure> figures, List<String> notes) {
        String policy = options.policy().id();
        String suffix = options.chargeOverhead() ? policy + WITH_OVERHEAD : policy;
        Map<String, String> published =
                options.chargeOverhead() ? experiment.publishedWithOverhead() : experiment.published();
        Optional<Bar> bar =
                options.seed() == 0 ? Optional.ofNullable(published.get(policy)).map(Bar::published) : Optional.empty();
        Summary summary = Simulation.run(trace, options).summary();
        figures.add(seconds(
                "average-completion-seconds-" + suffix,
                summary.completionMillis().mean(),
                bar));
        figures.add(
                seconds("average-wait-seconds-" + suffix, summary.waitMillis().mean(), Optional.empty()));
        if (summary.never() > 0) {
            notes.add("%s: %d of %d jobs can never start and are left out."
                    .formatted(suffix, summary.never(), summary.jobs()));
        }
    }

    private static Figure seconds(String metric, long millis, Optional<Bar> bar) {
        return Figure.exact(metric, BigDecimal.valueOf(millis, 3), "s", bar);
    }
}
