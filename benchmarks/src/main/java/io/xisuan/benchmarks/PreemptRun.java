package io.xisuan.benchmarks;

import io.xisuan.scheduler.PlanOptions;
import io.xisuan.scheduler.Scheduler;
import io.xisuan.scheduler.SchedulerMemory;
import io.xisuan.scheduler.plan.Decision;
import io.xisuan.scheduler.plan.Victim;
import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/** Whom to stop for a large gang on full nodes, found by whole cycles of the scheduler. */
final class PreemptRun implements Run {
    private static final long HOUR_MILLIS = 3_600_000L;

    @Override
    public String name() {
        return "preempt";
    }

    @Override
    public String about() {
        return "time to find whom to stop, at least harm, for a gang of 200 pods on full nodes with 30 resources";
    }

    @Override
    public Map<String, String> defaults() {
        Map<String, String> defaults = new LinkedHashMap<>();
        defaults.put("nodes", "1000");
        defaults.put("pods", "200");
        defaults.put("resources", "30");
        defaults.put("jobs-per-node", "1");
        defaults.putAll(Rounds.DEFAULTS);
        return defaults;
    }

    @Override
    public Measured measure(Parameters parameters, Consumer<String> progress) {
        int nodes = parameters.count("nodes", 1, 100_000);
        int pods = parameters.count("pods", 1, nodes);
        int resources = parameters.count("resources", 3, 1000);
        int jobsPerNode = parameters.count("jobs-per-node", 1, 8);
        Scheduler.Situation situation = new FullNodes(nodes, resources, jobsPerNode).waiting(pods);
        SchedulerMemory memory = new SchedulerMemory(situation.state());
        PlanOptions options = PlanOptions.standard().with(Set.of(PlanOptions.Measure.PREEMPT));
        Decision.Preempt preempt =
                only(Scheduler.plan(situation, options, memory).decisions());
        Rounds rounds = Rounds.of(
                "preemption for a gang of %d".formatted(pods),
                parameters,
                () -> Scheduler.plan(situation, options, memory).decisions().size(),
                progress);
        boolean asStated = nodes == 1000 && pods == 200 && resources == 30;
        return new Measured(
                List.of(
                        Figure.timed(
                                "preempt-%d-pod-gang-millis".formatted(pods),
                                rounds.millisEach(),
                                "ms",
                                asStated ? Optional.of(Bar.atMost("5")) : Optional.empty()),
                        Figure.once("preempt-allocated-bytes", rounds.bytesEach(), "B", Optional.empty()),
                        Figure.exact(
                                "preempt-victims",
                                BigDecimal.valueOf(preempt.victims().size()),
                                "jobs",
                                Optional.empty()),
                        Figure.exact(
                                "preempt-harm-device-hours",
                                BigDecimal.valueOf(harmHours(preempt)),
                                "device-h",
                                Optional.empty())),
                List.of(
                        "A call plans one cycle: %d nodes of one site, in racks of 20, each full with %d preemptible jobs."
                                .formatted(nodes, jobsPerNode),
                        "Each worker asks for all %d resources of its node. Kueue's own benchmark of this: 131.7 ms."
                                .formatted(resources)));
    }

    private static long harmHours(Decision.Preempt preempt) {
        return preempt.victims().stream().mapToLong(Victim::lostDeviceMillis).sum() / HOUR_MILLIS;
    }

    private static Decision.Preempt only(List<Decision> decisions) {
        if (decisions.size() == 1 && decisions.getFirst() instanceof Decision.Preempt preempt) {
            return preempt;
        }
        throw new NotMeasured("nobody is stopped for the gang: " + decisions);
    }
}
