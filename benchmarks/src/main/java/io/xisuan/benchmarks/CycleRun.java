package io.xisuan.benchmarks;

import io.xisuan.scheduler.PlanOptions;
import io.xisuan.scheduler.Scheduler;
import io.xisuan.scheduler.SchedulerMemory;
import io.xisuan.scheduler.cluster.ClusterState;
import io.xisuan.scheduler.cluster.RunningJob;
import io.xisuan.scheduler.demand.JobRequest;
import io.xisuan.scheduler.plan.Plan;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/** One whole scheduling cycle over many nodes, running and waiting jobs, and the memory that all of it takes. */
final class CycleRun implements Run {
    private static final int DEVICES_PER_NODE = 16;

    @Override
    public String name() {
        return "cycle";
    }

    @Override
    public String about() {
        return "time and memory of one whole scheduling cycle with many running and waiting jobs";
    }

    @Override
    public Map<String, String> defaults() {
        Map<String, String> defaults = new LinkedHashMap<>();
        defaults.put("nodes", "5000");
        defaults.put("running", "50000");
        defaults.put("waiting", "10000");
        defaults.put("tenants", "200");
        defaults.putAll(Rounds.DEFAULTS);
        return defaults;
    }

    @Override
    public Measured measure(Parameters parameters, Consumer<String> progress) {
        int nodes = parameters.count("nodes", 1, 100_000);
        int running = parameters.count("running", 0, 1_000_000);
        int waiting = parameters.count("waiting", 1, 1_000_000);
        Fleet empty = Fleet.empty(new Fleet.Plan(nodes, DEVICES_PER_NODE, parameters.count("tenants", 1, 100_000)));
        Fleet busy = empty.with(empty.jobs("running", running, Fleet.gang(1, 1)));
        Fleet full = busy.with(busy.jobs("large", nodes, Fleet.gang(1, 8)));
        Scheduler.Situation situation = full.waiting(full.mixedJobs("waiting", waiting));
        SchedulerMemory memory = new SchedulerMemory(full.state());
        Plan plan = Scheduler.plan(situation, PlanOptions.standard(), memory);
        progress.accept("cycle: %d running, %d waiting, %d of them start"
                .formatted(full.state().runningCount(), waiting, plan.starts().size()));
        Deltas deltas = new Deltas(situation);
        Rounds rounds = Rounds.of(
                "cycle",
                parameters,
                () -> Math.min(1, deltas.plan(memory).decisions().size()),
                progress);
        double memoryMb = Heap.usedMb(List.of(situation, plan, memory));
        boolean asStated = nodes >= 5000 && running >= 50_000 && waiting >= 10_000;
        return new Measured(
                List.of(
                        Figure.timed("cycle-millis", rounds.millisEach(), "ms", bar(asStated, "50")),
                        Figure.once("memory-mb", memoryMb, "MB", bar(asStated, "300"))),
                List.of(
                        "Nodes have %d devices; %d jobs run and %d of the %d that wait can start."
                                .formatted(
                                        DEVICES_PER_NODE,
                                        full.state().runningCount(),
                                        plan.starts().size(),
                                        waiting),
                        "Before each cycle one job ends and the one that the last cycle ended is back, one waits no more and"
                                + " another does: a delta. All waiting jobs are decided on and told why, sixteen with a"
                                + " reservation.",
                        "Memory is the heap in use after a collection, with situation, plan and what is remembered held."));
    }

    /** A world that is a little different before each cycle. */
    private static final class Deltas {
        private final List<RunningJob> running;
        private final List<JobRequest> waiting;
        private final Scheduler.Situation situation;
        private int cycles;

        Deltas(Scheduler.Situation situation) {
            this.situation = situation;
            this.running = situation.state().running();
            this.waiting = situation.queue();
        }

        Plan plan(SchedulerMemory memory) {
            ClusterState state = situation.state();
            if (!running.isEmpty()) {
                state.end(running.get(cycles % running.size()).job());
            }
            List<JobRequest> queue = new ArrayList<>(waiting);
            queue.remove(cycles % queue.size());
            Plan plan = Scheduler.plan(
                    new Scheduler.Situation(state, queue, situation.costs(), situation.nowMillis()),
                    PlanOptions.standard(),
                    memory);
            if (!running.isEmpty()) {
                state.start(running.get(cycles % running.size()));
            }
            cycles++;
            return plan;
        }
    }

    private static Optional<Bar> bar(boolean asStated, String most) {
        return asStated ? Optional.of(Bar.atMost(most)) : Optional.empty();
    }
}
