package io.xisuan.benchmarks;

import io.xisuan.model.InputException;
import io.xisuan.scheduler.PlanOptions;
import io.xisuan.scheduler.Scheduler;
import io.xisuan.scheduler.SchedulerMemory;
import io.xisuan.scheduler.demand.Gang;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;

/** Jobs of one device started by whole cycles of the scheduler, at several numbers of nodes. */
final class PlacementRun implements Run {
    private static final int SMALL = 1000;
    private static final int LARGE = 100_000;
    private static final int DEVICES_PER_NODE = 8;

    @Override
    public String name() {
        return "placement";
    }

    @Override
    public String about() {
        return "starts a second of single-device jobs, reasons and runner-up included, by number of nodes";
    }

    @Override
    public Map<String, String> defaults() {
        Map<String, String> defaults = new LinkedHashMap<>();
        defaults.put("nodes", "1000,5000,100000");
        defaults.put("jobs", "2000");
        defaults.put("running-per-node", "4");
        defaults.putAll(Rounds.DEFAULTS);
        return defaults;
    }

    @Override
    public Measured measure(Parameters parameters, Consumer<String> progress) {
        int jobs = parameters.count("jobs", 1, 1_000_000);
        int free = DEVICES_PER_NODE - parameters.count("running-per-node", 0, DEVICES_PER_NODE - 1);
        List<Figure> figures = new ArrayList<>();
        List<Figure> bytes = new ArrayList<>();
        Map<Integer, Double> rates = new TreeMap<>();
        for (int nodes : parameters.counts("nodes", 1, 1_000_000)) {
            if (jobs > (long) nodes * free) {
                throw InputException.of("--jobs: %d jobs do not fit on %d nodes with %d devices free each"
                        .formatted(jobs, nodes, free));
            }
            Rounds rounds = rounds(nodes, jobs, parameters, progress);
            rates.put(nodes, rounds.perSecond().median());
            bytes.add(Figure.once(
                    "placement-allocated-bytes-%d-nodes".formatted(nodes), rounds.bytesEach(), "B", Optional.empty()));
            figures.add(Figure.timed(
                    "placements-per-second-%d-nodes".formatted(nodes),
                    rounds.perSecond(),
                    "1/s",
                    nodes == SMALL ? Optional.of(Bar.atLeast("100000")) : Optional.empty()));
        }
        ratio(rates).ifPresent(figures::add);
        figures.addAll(bytes);
        return new Measured(
                figures,
                List.of(
                        "A call plans one cycle that starts all jobs at five sites of nodes with 8 devices, its set-up"
                                + " included; median of the rounds, one thread.",
                        "What runs is jobs of one device, packed as the scheduler packs them.",
                        "Prices are flat and without vouchers: quotes are not part of it."));
    }

    private static Rounds rounds(int nodes, int jobs, Parameters parameters, Consumer<String> progress) {
        Fleet empty = Fleet.empty(new Fleet.Plan(nodes, DEVICES_PER_NODE, 200));
        int running = nodes * parameters.count("running-per-node", 0, DEVICES_PER_NODE);
        Fleet fleet = running == 0 ? empty : empty.with(empty.jobs("running", running, Gang.ofDevices(1, 1)));
        Scheduler.Situation situation = fleet.waiting(fleet.jobs("single", jobs, Gang.ofDevices(1, 1)));
        SchedulerMemory memory = new SchedulerMemory(fleet.state());
        return Rounds.of(
                "placement on %d nodes".formatted(nodes),
                parameters,
                () -> Scheduler.plan(situation, PlanOptions.standard(), memory)
                        .starts()
                        .size(),
                progress);
    }

    private static Optional<Figure> ratio(Map<Integer, Double> rates) {
        if (!rates.containsKey(SMALL) || !rates.containsKey(LARGE)) {
            return Optional.empty();
        }
        double ratio = rates.getOrDefault(SMALL, 0.0) / rates.getOrDefault(LARGE, 0.0);
        return Optional.of(Figure.once("cost-ratio-100000-to-1000-nodes", ratio, "", Optional.of(Bar.atMost("2"))));
    }
}
