package io.xisuan.benchmarks;

import io.xisuan.scheduler.PlanOptions;
import io.xisuan.scheduler.Scheduler;
import io.xisuan.scheduler.demand.Gang;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/** Gangs started whole by cycles of the scheduler: many of 8 pods, and one of 512. */
final class GangsRun implements Run {
    @Override
    public String name() {
        return "gangs";
    }

    @Override
    public String about() {
        return "gangs of 8 pods started a second (no racks yet), and the time to start one of 512 pods";
    }

    @Override
    public Map<String, String> defaults() {
        Map<String, String> defaults = new LinkedHashMap<>();
        defaults.put("nodes", "1000");
        defaults.put("gangs", "500");
        defaults.putAll(Rounds.DEFAULTS);
        return defaults;
    }

    @Override
    public Measured measure(Parameters parameters, Consumer<String> progress) {
        int nodes = parameters.count("nodes", 1, 1_000_000);
        Fleet fleet = Fleet.empty(new Fleet.Plan(nodes, 8, 200));
        int gangs = parameters.count("gangs", 1, 1_000_000);
        Rounds many = started("gangs of 8", fleet, new Wanted(gangs, Gang.ofDevices(8, 1)), parameters, progress);
        Rounds one = started("gang of 512", fleet, new Wanted(1, Gang.ofDevices(512, 1)), parameters, progress);
        return new Measured(
                List.of(
                        Figure.timed("gangs-per-second", many.perSecond(), "1/s", Optional.empty()),
                        Figure.timed("gang-512-millis", one.millisEach(), "ms", Optional.empty())),
                List.of(
                        "Pods ask for one device each; a call plans one cycle on free nodes of 8 devices at five sites.",
                        "The scheduler knows no racks yet: rack-gangs-per-second was not measured."));
    }

    private record Wanted(int gangs, Gang gang) {}

    private static Rounds started(
            String what, Fleet fleet, Wanted wanted, Parameters parameters, Consumer<String> progress) {
        Scheduler.Situation situation = fleet.waiting(fleet.jobs(what, wanted.gangs(), wanted.gang()));
        int starts = Scheduler.plan(situation, PlanOptions.standard()).starts().size();
        if (starts < wanted.gangs()) {
            throw new NotMeasured(
                    "%s: %d of %d start on so few nodes; give more (--nodes)".formatted(what, starts, wanted.gangs()));
        }
        return Rounds.of(
                what,
                parameters,
                () -> Scheduler.plan(situation, PlanOptions.standard()).starts().size(),
                progress);
    }
}
