package io.xisuan.benchmarks;

import io.xisuan.model.InputException;
import io.xisuan.scheduler.forecast.BackTest;
import io.xisuan.scheduler.forecast.RunTimeBackTest;
import io.xisuan.scheduler.forecast.RunTimeBackTest.PastJob;
import io.xisuan.scheduler.series.StepSeries;
import io.xisuan.scheduler.series.StepSum;
import io.xisuan.scheduler.simulation.Options;
import io.xisuan.scheduler.simulation.Outcome;
import io.xisuan.scheduler.simulation.Policy;
import io.xisuan.scheduler.simulation.RunSpan;
import io.xisuan.scheduler.simulation.Simulation;
import java.math.BigDecimal;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * Back-tests of forecasts on a public trace: its device use as if it were that of a site's owner, and the run times of its
 * jobs. Every rule knows only what was before.
 */
final class ForecastRun implements Run {
    private static final String EVERY_SITE = "all";
    /** Longer than any job of the traces: they name no kill time. */
    private static final long NO_KILL_TIME = Long.MAX_VALUE;

    @Override
    public String name() {
        return "forecast";
    }

    @Override
    public String about() {
        return "how wrong the headroom forecast and predicted run times would have been on a public trace";
    }

    @Override
    public Map<String, String> defaults() {
        Map<String, String> defaults = new LinkedHashMap<>();
        defaults.put("trace", "philly");
        defaults.put("quantile", "900");
        defaults.put("ahead-hours", "24");
        defaults.put("site", EVERY_SITE);
        defaults.put("utc-offset-hours", "8");
        defaults.put("data", PublicData.usualFolder());
        return defaults;
    }

    @Override
    public Measured measure(Parameters parameters, Consumer<String> progress) {
        TraceExperiment experiment = experiment(parameters.text("trace"));
        PublicData data = new PublicData(parameters.path("data"));
        progress.accept("forecast: replaying %s under backfill".formatted(experiment.name()));
        List<Outcome> outcomes = Simulation.run(experiment.read(data), Options.of(Policy.BACKFILL))
                .finished();
        List<Figure> figures = new ArrayList<>();
        List<String> notes = new ArrayList<>();
        headroom(use(outcomes, parameters.text("site")), parameters, figures, notes);
        runTimes("", outcomes, outcome -> outcome.job().tenant(), figures, notes);
        if (experiment.equals(TraceExperiment.HELIOS)) {
            Map<String, String> users = users(data, experiment);
            runTimes(
                    "-by-user",
                    outcomes,
                    outcome -> users.getOrDefault(outcome.job().name(), ""),
                    figures,
                    notes);
        }
        notes.add("The trace declares no run times: the error of declarations cannot be measured here.");
        notes.add("Virtual time: the same figures on every machine; nothing is warmed up.");
        return new Measured(figures, notes);
    }

    private static TraceExperiment experiment(String name) {
        return switch (name) {
            case "philly" -> TraceExperiment.PHILLY;
            case "helios" -> TraceExperiment.HELIOS;
            default -> throw InputException.of("--trace: \"%s\" is not philly or helios".formatted(name));
        };
    }

    /** Returns devices in use until the last submission; after it only the last long jobs run, and that is no owner's week. */
    private static StepSeries use(List<Outcome> outcomes, String site) {
        StepSum sum = new StepSum();
        long first = Long.MAX_VALUE;
        long last = 0;
        for (Outcome outcome : outcomes) {
            if (!site.equals(EVERY_SITE) && !site.equals(outcome.site())) {
                continue;
            }
            first = Math.min(first, outcome.job().submitMillis());
            last = Math.max(last, outcome.job().submitMillis());
            for (RunSpan run : outcome.runs()) {
                sum.add(run.fromMillis(), run.toMillis(), outcome.job().demand().devices());
            }
        }
        if (last < first) {
            throw InputException.of("--site: no job ran at a site \"%s\"".formatted(site));
        }
        return sum.series(first, last);
    }

    private static void headroom(StepSeries use, Parameters parameters, List<Figure> figures, List<String> notes) {
        int quantile = parameters.count("quantile", 1, 999);
        ZoneOffset zone = ZoneOffset.ofHours(parameters.count("utc-offset-hours", -18, 18));
        BackTest test;
        try {
            test = BackTest.of(use, quantile, zone, parameters.count("ahead-hours", 1, 168));
        } catch (IllegalArgumentException e) {
            throw new NotMeasured(String.valueOf(e.getMessage()));
        }
        BackTest.Score yesterday = test.scores().get(1);
        for (BackTest.Score score : test.scores()) {
            boolean own = score.equals(test.scores().getFirst());
            Optional<Bar> bar =
                    own ? Optional.of(new Bar.AtMost(thousandths(yesterday.pinballMilli()))) : Optional.empty();
            figures.add(Figure.exact(
                    "headroom-pinball-loss-" + score.rule(), thousandths(score.pinballMilli()), "devices", bar));
        }
        add(figures, test, "headroom-missed-hours-percent-", "%", BackTest.Score::missedMilli);
        add(figures, test, "headroom-idle-devices-", "devices", BackTest.Score::idleMilli);
        add(figures, test, "headroom-idle-devices-at-equal-safety-", "devices", BackTest.Score::idleAtEqualSafetyMilli);
        notes.add(
                ("Headroom: %d hours foretold, each by what was known at the midnight up to %d hours before; mean use %s"
                                + " devices; the owner is to find enough in %d of 1000 hours.")
                        .formatted(
                                test.hours(),
                                parameters.count("ahead-hours", 1, 168),
                                thousandths(test.meanUse()),
                                quantile));
        notes.add("At equal safety: with a margin, seen afterwards, that lets each rule miss just the allowed hours.");
        notes.add(
                "The bar is the loss of \"same as yesterday\"; calendar-alone and level-alone are the forecast's two parts.");
    }

    private static void add(
            List<Figure> figures, BackTest test, String metric, String unit, Function<BackTest.Score, Long> milli) {
        test.scores()
                .forEach(score -> figures.add(
                        Figure.exact(metric + score.rule(), thousandths(milli.apply(score)), unit, Optional.empty())));
    }

    private static void runTimes(
            String suffix,
            List<Outcome> outcomes,
            Function<Outcome, String> tenant,
            List<Figure> figures,
            List<String> notes) {
        RunTimeBackTest test = RunTimeBackTest.of(
                outcomes.stream()
                        .map(outcome -> new PastJob(
                                tenant.apply(outcome),
                                outcome.job().submitMillis(),
                                outcome.endMillis(),
                                outcome.job().durationMillis()))
                        .toList(),
                NO_KILL_TIME);
        for (RunTimeBackTest.Score score : test.scores()) {
            String rule = score.rule() + suffix;
            figures.add(Figure.exact(
                    "runtime-error-mean-seconds-" + rule, thousandths(score.meanErrorMillis()), "s", Optional.empty()));
            figures.add(Figure.exact(
                    "runtime-error-median-seconds-" + rule,
                    thousandths(score.medianErrorMillis()),
                    "s",
                    Optional.empty()));
            figures.add(Figure.exact(
                    "runtime-accuracy-percent-" + rule,
                    BigDecimal.valueOf(score.accuracyMilli(), 1),
                    "%",
                    Optional.empty()));
        }
        notes.add("Run times%s: %d jobs predicted at submission, %d of tenants without an ended job left out."
                .formatted(suffix.replace('-', ' '), test.predicted(), test.withoutHistory()));
    }

    /** Returns the user of each Helios job, which the layout of the trace leaves aside: its tenants are virtual clusters. */
    private static Map<String, String> users(PublicData data, TraceExperiment experiment) {
        List<String> lines = data.lines(experiment.files().jobs()).stream()
                .filter(line -> !line.startsWith("#"))
                .toList();
        List<String> header = List.of(lines.getFirst().split(","));
        int job = header.indexOf("job_id");
        int user = header.indexOf("user");
        Map<String, String> users = new LinkedHashMap<>();
        for (String line : lines.subList(1, lines.size())) {
            String[] values = line.split(",");
            users.put(values[job], values[user]);
        }
        return users;
    }

    private static BigDecimal thousandths(long milli) {
        return BigDecimal.valueOf(milli, 3);
    }
}
