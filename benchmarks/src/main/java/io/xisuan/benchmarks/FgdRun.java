package io.xisuan.benchmarks;

import io.xisuan.model.InputException;
import io.xisuan.scheduler.placement.policy.NodePolicy;
import io.xisuan.scheduler.placement.policy.PolicyBlend;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.IntStream;

/**
 * The experiment of "Beware of Fragmentation" (Weng et al., USENIX ATC'23): pods of the openb trace arrive one by one at an empty cluster,
 * none leaves, and what counts is the share of devices allocated when 100 and 130 percent of them have been asked for.
 */
final class FgdRun implements Run {
    private static final List<Integer> ARRIVED = List.of(100, 130);
    private static final List<String> MIXES = List.of("default", "gpuspec33", "multigpu50");
    private static final String XISUAN_ON_DEFAULT = "95.85";
    private static final int LAST = 130;

    /** What is replayed. */
    private record Experiment(OpenbTrace trace, PublishedAllocation published, String mix, List<Integer> seeds) {}

    @Override
    public String name() {
        return "fgd";
    }

    @Override
    public String about() {
        return "pods of Alibaba's openb trace placed one by one by every policy, against the figures published with FGD";
    }

    @Override
    public Map<String, String> defaults() {
        Map<String, String> defaults = new LinkedHashMap<>();
        defaults.put("mix", "default");
        defaults.put("seeds", "42");
        defaults.put(
                "policies",
                String.join(
                        ",",
                        Arrays.stream(NodePolicy.values()).map(NodePolicy::id).toList()));
        defaults.put("data", PublicData.usualFolder());
        return defaults;
    }

    @Override
    public Measured measure(Parameters parameters, Consumer<String> progress) {
        List<NodePolicy> policies =
                parameters.list("policies").stream().map(FgdRun::policy).toList();
        Experiment experiment = experiment(parameters);
        List<Figure> figures = new ArrayList<>();
        for (NodePolicy policy : policies) {
            progress.accept("fgd: %s on %s, seeds %s".formatted(policy.id(), experiment.mix(), experiment.seeds()));
            figures.addAll(figures(experiment, policy));
        }
        List<String> notes = new ArrayList<>(List.of(
                "Percent of all devices that are allocated, mean over the seeds; the same figures on every machine.",
                "A published mean is reached within twice its published deviation over ten seeds."));
        figures.add(bound(experiment, notes));
        return new Measured(figures, notes);
    }

    private static NodePolicy policy(String id) {
        return NodePolicy.byId(id)
                .orElseThrow(() -> InputException.of(
                        "--policies: \"%s\" is no policy; known are %s".formatted(id, NodePolicy.knownIds())));
    }

    private static Experiment experiment(Parameters parameters) {
        String mix = parameters.text("mix");
        if (!MIXES.contains(mix)) {
            throw InputException.of("--mix: \"%s\" is no mix; known are %s".formatted(mix, String.join(", ", MIXES)));
        }
        List<Integer> seeds = seeds(parameters.text("seeds"));
        PublicData data = new PublicData(parameters.path("data"));
        return new Experiment(OpenbTrace.read(data, mix), PublishedAllocation.read(data, mix), mix, seeds);
    }

    private static List<Integer> seeds(String text) {
        if (text.matches("[0-9]{1,6}\\.\\.[0-9]{1,6}")) {
            int middle = text.indexOf("..");
            int first = Integer.parseInt(text.substring(0, middle));
            int last = Integer.parseInt(text.substring(middle + 2));
            if (first <= last) {
                return IntStream.rangeClosed(first, last).boxed().toList();
            }
        }
        if (text.matches("[0-9]{1,6}(,[0-9]{1,6})*")) {
            return Arrays.stream(text.split(",")).map(Integer::valueOf).toList();
        }
        throw InputException.of(
                "--seeds: \"%s\" is not a range such as 42..51 or numbers such as 42,43".formatted(text));
    }

    private static List<Figure> figures(Experiment experiment, NodePolicy policy) {
        List<OpenbReplay> replays = experiment.seeds().stream()
                .map(seed -> OpenbReplay.of(experiment.trace(), PolicyBlend.of(policy), seed))
                .toList();
        return ARRIVED.stream()
                .map(arrived -> percent(
                        "gpu-allocation-at-%d-%s".formatted(arrived, policy.id()),
                        mean(replays.stream()
                                .map(replay -> replay.allocatedPercent(arrived))
                                .toList()),
                        bar(experiment, policy, arrived)))
                .toList();
    }

    private static Optional<Bar> bar(Experiment experiment, NodePolicy policy, int arrived) {
        if (policy != NodePolicy.XISUAN) {
            return experiment
                    .published()
                    .of(policy.id(), arrived)
                    .map(published ->
                            new Bar.Near(published.mean(), published.deviation().add(published.deviation())));
        }
        if (experiment.mix().equals("default") && arrived == LAST) {
            return Optional.of(Bar.atLeast(XISUAN_ON_DEFAULT));
        }
        return experiment
                .published()
                .of(NodePolicy.FGD.id(), arrived)
                .map(published -> new Bar.Above(published.mean()));
    }

    private static Figure bound(Experiment experiment, List<String> notes) {
        OpenbTrace trace = experiment.trace();
        List<BigDecimal> bounds = new ArrayList<>();
        List<BigDecimal> reached = new ArrayList<>();
        for (int seed : experiment.seeds()) {
            List<OpenbPod> arrivals = trace.arrivals(seed);
            bounds.add(share(OfflineBound.atMostMilli(trace, arrivals), trace));
            reached.add(share(OfflineBound.reachedMilli(trace, arrivals, seed), trace));
        }
        notes.add(
                ("The bound holds for any placement that knows all arrivals beforehand and may refuse pods that fit; one such"
                                + " placement reaches %s.")
                        .formatted(mean(reached)));
        return percent("offline-bound-at-130", mean(bounds), Optional.empty());
    }

    private static BigDecimal share(long milli, OpenbTrace trace) {
        return BigDecimal.valueOf(100 * milli)
                .divide(BigDecimal.valueOf(trace.capacityMilli()), 6, RoundingMode.HALF_EVEN);
    }

    private static BigDecimal mean(List<BigDecimal> values) {
        BigDecimal sum = values.stream().reduce(BigDecimal.ZERO, BigDecimal::add);
        return sum.divide(BigDecimal.valueOf(values.size()), 3, RoundingMode.HALF_EVEN);
    }

    private static Figure percent(String metric, BigDecimal value, Optional<Bar> bar) {
        return Figure.exact(metric, value, "%", bar);
    }
}
