package io.xisuan.benchmarks;

import io.xisuan.scheduler.twin.Histories;
import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/** Random histories of a small cluster, decided by the scheduler and by its plain twin, which must agree step by step. */
final class TwinRun implements Run {
    @Override
    public String name() {
        return "twin";
    }

    @Override
    public String about() {
        return "whether the scheduler and its plain twin decide alike over random histories";
    }

    @Override
    public Map<String, String> defaults() {
        Map<String, String> defaults = new LinkedHashMap<>();
        defaults.put("histories", "2000");
        defaults.put("seed", "1");
        return defaults;
    }

    @Override
    public Measured measure(Parameters parameters, Consumer<String> progress) {
        int count = parameters.count("histories", 1, 1_000_000_000);
        Histories histories = new Histories(parameters.count("seed", 0, Integer.MAX_VALUE));
        List<String> disagreements = histories.play(count, progress);
        return new Measured(
                List.of(
                        Figure.exact("histories", BigDecimal.valueOf(histories.played()), "", Optional.empty()),
                        Figure.exact(
                                "disagreements",
                                BigDecimal.valueOf(disagreements.size()),
                                "",
                                Optional.of(Bar.atMost("0")))),
                List.of(
                        "Up to three sites of four nodes; jobs with roles, parts of devices, topology, data, budgets and queues;"
                                + " ends, losses, cordons, other prices and headroom, preemption.",
                        "Compared: " + histories.tally()));
    }
}
