package io.xisuan.benchmarks;

import io.xisuan.scheduler.PlanOptions;
import io.xisuan.scheduler.Scheduler;
import io.xisuan.scheduler.SchedulerMemory;
import io.xisuan.scheduler.demand.Gang;
import io.xisuan.scheduler.demand.JobRequest;
import io.xisuan.scheduler.demand.TopologyLevel;
import io.xisuan.scheduler.demand.TopologyWish;
import io.xisuan.scheduler.demand.Wishes;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/** Gangs started whole by cycles of the scheduler: many of 8 pods that must share a rack, and one of 512. */
final class GangsRun implements Run {
    private static final int DEVICES_PER_NODE = 8;

    @Override
    public String name() {
        return "gangs";
    }

    @Override
    public String about() {
        return "gangs of 8 pods that must share a rack, started a second, and the time to start one of 512 pods";
    }

    @Override
    public Map<String, String> defaults() {
        Map<String, String> defaults = new LinkedHashMap<>();
        defaults.put("nodes", "1000");
        defaults.put("gangs", "400");
        defaults.putAll(Rounds.DEFAULTS);
        return defaults;
    }

    @Override
    public Measured measure(Parameters parameters, Consumer<String> progress) {
        int nodes = parameters.count("nodes", 1, 1_000_000);
        int gangs = parameters.count("gangs", 1, 1_000_000);
        Gang eight = Gang.ofDevices(8, 1);
        Fleet half = Fleet.empty(new Fleet.Plan(nodes, DEVICES_PER_NODE, 200));
        half = half.with(half.jobs("running", nodes, Gang.ofDevices(1, DEVICES_PER_NODE / 2)));
        Fleet empty = Fleet.empty(new Fleet.Plan(nodes, DEVICES_PER_NODE, 200));
        Rounds racks =
                started("gangs that share a rack", half, near(half.jobs("rack", gangs, eight)), parameters, progress);
        Rounds many = started("gangs of 8", half, half.jobs("eight", gangs, eight), parameters, progress);
        Rounds one =
                started("gang of 512", empty, empty.jobs("large", 1, Gang.ofDevices(512, 1)), parameters, progress);
        return new Measured(
                List.of(
                        Figure.timed(
                                "rack-gangs-per-second", racks.perSecond(), "1/s", Optional.of(Bar.atLeast("30000"))),
                        Figure.once("rack-gang-allocated-bytes", racks.bytesEach(), "B", Optional.empty()),
                        Figure.timed("gangs-per-second", many.perSecond(), "1/s", Optional.empty()),
                        Figure.timed("gang-512-millis", one.millisEach(), "ms", Optional.of(Bar.atMost("0.5"))),
                        Figure.once("gang-512-allocated-bytes", one.bytesEach(), "B", Optional.empty())),
                List.of(
                        "Pods ask for one device each; a call plans one cycle at five sites of nodes with 8 devices in"
                                + " racks of 16 nodes, its set-up included; one thread.",
                        "Where gangs of 8 start, every node has 4 devices free: no gang fits one node.",
                        "The gang of 512 starts on free nodes."));
    }

    private static List<JobRequest> near(List<JobRequest> jobs) {
        Wishes rack = Wishes.NONE.near(new TopologyWish(TopologyLevel.RACK, true));
        return jobs.stream().map(job -> job.withWishes(rack)).toList();
    }

    private static Rounds started(
            String what, Fleet fleet, List<JobRequest> jobs, Parameters parameters, Consumer<String> progress) {
        Scheduler.Situation situation = fleet.waiting(jobs);
        SchedulerMemory memory = new SchedulerMemory(fleet.state());
        int starts = Scheduler.plan(situation, PlanOptions.standard(), memory)
                .starts()
                .size();
        if (starts < jobs.size()) {
            throw new NotMeasured(
                    "%s: %d of %d start on so few nodes; give more (--nodes)".formatted(what, starts, jobs.size()));
        }
        return Rounds.of(
                what,
                parameters,
                () -> Scheduler.plan(situation, PlanOptions.standard(), memory)
                        .starts()
                        .size(),
                progress);
    }
}
