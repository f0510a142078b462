package io.xisuan.benchmarks;

import io.xisuan.model.InputException;
import io.xisuan.scheduler.PlanOptions;
import io.xisuan.scheduler.Scheduler;
import io.xisuan.scheduler.demand.JobRequest;
import io.xisuan.scheduler.plan.Decision;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/** How long it takes to say "not now, but then" or "never" on full nodes, for one gang and for everybody who waits. */
final class VerdictRun implements Run {
    @Override
    public String name() {
        return "verdict";
    }

    @Override
    public String about() {
        return "time to say \"not now, but then\" or \"never\" to a gang on full nodes, and a start for all who wait";
    }

    @Override
    public Map<String, String> defaults() {
        Map<String, String> defaults = new LinkedHashMap<>();
        defaults.put("nodes", "5000");
        defaults.put("waiting", "10000");
        defaults.putAll(Rounds.DEFAULTS);
        return defaults;
    }

    @Override
    public Measured measure(Parameters parameters, Consumer<String> progress) {
        int nodes = parameters.count("nodes", 50, 100_000);
        int waiting = parameters.count("waiting", 1, 1_000_000);
        Fleet empty = Fleet.empty(new Fleet.Plan(nodes, 8, 200));
        Fleet full = empty.with(empty.jobs("running", nodes, Fleet.gang(1, 8)));
        List<Figure> figures = new ArrayList<>();
        Rounds wait = verdict("not-now verdict", full, full.jobs("gang", 1, Fleet.gang(10, 8)), parameters, progress);
        figures.add(Figure.timed("verdict-millis", wait.millisEach(), "ms", bar(nodes == 5000, "5")));
        Rounds never =
                verdict("never verdict", full, full.jobs("giant", 1, Fleet.gang(nodes, 8)), parameters, progress);
        figures.add(Figure.timed("never-verdict-millis", never.millisEach(), "ms", bar(nodes == 5000, "5")));
        Rounds eta = etas(full, full.mixedJobs("waiting", waiting), parameters, progress);
        figures.add(Figure.timed(
                "eta-%d-jobs-millis".formatted(waiting), eta.millisEach(), "ms", bar(waiting == 10_000, "1000")));
        return new Measured(
                figures,
                List.of(
                        "Every verdict is a whole cycle over %d nodes at five sites, each full with one running job."
                                .formatted(nodes),
                        "The gang is 10 pods of 8 devices; the one that can never run is larger than every site.",
                        "A start for all: sixteen reservations, then the future played forward for everybody who waits."));
    }

    private static Optional<Bar> bar(boolean asStated, String most) {
        return asStated ? Optional.of(Bar.atMost(most)) : Optional.empty();
    }

    private static Rounds verdict(
            String what, Fleet full, List<JobRequest> one, Parameters parameters, Consumer<String> progress) {
        Scheduler.Situation situation = full.waiting(one);
        if (!Scheduler.plan(situation, PlanOptions.standard()).starts().isEmpty()) {
            throw InputException.of("--nodes: the gang starts at once on this number of nodes");
        }
        return Rounds.of(
                what,
                parameters,
                () -> Scheduler.plan(situation, PlanOptions.standard())
                        .decisions()
                        .size(),
                progress);
    }

    private static Rounds etas(Fleet full, List<JobRequest> waiting, Parameters parameters, Consumer<String> progress) {
        Scheduler.Situation situation = full.waiting(waiting);
        PlanOptions options = PlanOptions.standard().with(Set.of(PlanOptions.Measure.FORECAST));
        return Rounds.of(
                "a start for each of %d jobs".formatted(waiting.size()),
                parameters,
                () -> allTold(Scheduler.plan(situation, options).decisions(), waiting.size()),
                progress);
    }

    /** Returns one piece of work when each job was told when it starts. */
    private static long allTold(List<Decision> decisions, int jobs) {
        long told = decisions.stream()
                .filter(decision -> switch (decision) {
                    case Decision.Start start -> true;
                    case Decision.Wait wait -> wait.etaMillis().isPresent();
                    case Decision.Never never -> true;
                    case Decision.Preempt preempt -> true;
                    case Decision.Resize resize -> false;
                    case Decision.Move move -> false;
                })
                .count();
        if (told != jobs) {
            throw new NotMeasured("%d of %d waiting jobs got no start".formatted(jobs - told, jobs));
        }
        return 1;
    }
}
