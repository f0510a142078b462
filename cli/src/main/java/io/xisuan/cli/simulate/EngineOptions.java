package io.xisuan.cli.simulate;

import io.xisuan.model.InputException;
import io.xisuan.model.Money;
import io.xisuan.scheduler.PlanOptions;
import io.xisuan.scheduler.PlanOptions.Measure;
import io.xisuan.scheduler.demand.QueueOrder;
import io.xisuan.scheduler.placement.policy.PolicyBlend;
import io.xisuan.scheduler.plan.Weights;
import io.xisuan.scheduler.simulation.Options;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import picocli.CommandLine.Option;

/** How the product's own scheduler plans in a replay, as the command line says it. */
final class EngineOptions {
    private static final List<String> WEIGHTS = List.of("cost", "carbon", "wait", "transfer");
    private static final String SUBMITTED = "submitted";

    @Option(
            names = "--placement",
            paramLabel = "P",
            description =
                    "xisuan: on which node and device, by random, dotprod, clustering, packing, bestfit, fgd or xisuan, or"
                            + " several with weights as bestfit:2,fgd:1 (default: the fullest node).")
    private Optional<String> placement = Optional.empty();

    @Option(
            names = "--order",
            paramLabel = "O",
            description = "xisuan: who is looked at first: fair, priority, submitted, shortest-first, smallest-first or"
                    + " least-work-first (default: submitted).")
    private Optional<String> order = Optional.empty();

    @Option(
            names = "--measures",
            split = ",",
            paramLabel = "M",
            description = "xisuan: what else is done: preempt, consolidate, resize, forecast; several with commas.")
    private List<String> measures = List.of();

    @Option(
            names = "--reservations",
            paramLabel = "N",
            description = "xisuan: for how many waiting jobs places are kept; 0 to 1000000 (default: 16).")
    private Optional<Integer> reservations = Optional.empty();

    @Option(
            names = "--weights",
            split = ",",
            paramLabel = "W",
            description = "xisuan: what counts between two places: cost=1000,transfer=1000 in thousandths,"
                    + " carbon=FEN_PER_KG, wait=FEN_PER_DEVICE_HOUR.")
    private List<String> weights = List.of();

    /** Says whether any of them was given. */
    boolean given() {
        return placement.isPresent()
                || order.isPresent()
                || reservations.isPresent()
                || !measures.isEmpty()
                || !weights.isEmpty();
    }

    /**
     * Returns how the scheduler plans.
     *
     * @throws InputException when a value is none, naming those that are
     */
    PlanOptions options() {
        PlanOptions standard = Options.ENGINE;
        PlanOptions options = new PlanOptions(
                        order.map(EngineOptions::order).orElse(standard.order()),
                        kept(standard),
                        standard.considered(),
                        standard.explained())
                .weighing(weights())
                .with(measures());
        return placement.map(text -> options.placing(blend(text))).orElse(options);
    }

    private int kept(PlanOptions standard) {
        int kept = reservations.orElse(standard.reservations());
        if (kept < 0 || kept > 1_000_000) {
            throw InputException.of("--reservations %d: 0 to 1000000".formatted(kept));
        }
        return kept;
    }

    private static PolicyBlend blend(String text) {
        try {
            return PolicyBlend.parse(text);
        } catch (IllegalArgumentException e) {
            throw InputException.of("--placement: " + e.getMessage());
        }
    }

    private static String id(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** The queue of a replay is in the order of submission already, with the ties that the seed draws. */
    private static QueueOrder order(String id) {
        List<QueueOrder> known = Arrays.stream(QueueOrder.values())
                .filter(order -> order != QueueOrder.AS_GIVEN)
                .toList();
        QueueOrder chosen = known.stream()
                .filter(order -> id(order).equals(id))
                .findFirst()
                .orElseThrow(() -> InputException.of("--order: \"%s\" is no order; known are %s"
                        .formatted(id, known.stream().map(EngineOptions::id).collect(Collectors.joining(", ")))));
        return id(chosen).equals(SUBMITTED) ? QueueOrder.AS_GIVEN : chosen;
    }

    private Set<Measure> measures() {
        Set<Measure> taken = EnumSet.noneOf(Measure.class);
        for (String id : measures) {
            taken.add(Arrays.stream(Measure.values())
                    .filter(measure -> id(measure).equals(id))
                    .findFirst()
                    .orElseThrow(() -> InputException.of("--measures: \"%s\" is no measure; known are %s"
                            .formatted(
                                    id,
                                    Arrays.stream(Measure.values())
                                            .map(EngineOptions::id)
                                            .collect(Collectors.joining(", "))))));
        }
        return taken;
    }

    private Weights weights() {
        weights.forEach(EngineOptions::requireWeight);
        return new Weights(
                weight("cost", 1000),
                Money.ofFen(weight("carbon", 0)),
                weight("transfer", 1000),
                Money.ofFen(weight("wait", 0)));
    }

    private static void requireWeight(String text) {
        String name = text.substring(0, Math.max(0, text.indexOf('=')));
        if (!WEIGHTS.contains(name)) {
            throw InputException.of("--weights: \"%s\" is no NAME=NUMBER; known names are %s"
                    .formatted(text, String.join(", ", WEIGHTS)));
        }
        if (!text.substring(name.length() + 1).matches("[0-9]{1,6}")) {
            throw InputException.of("--weights: \"%s\": a whole number from 0 to 999999".formatted(text));
        }
    }

    private int weight(String name, int absent) {
        return weights.stream()
                .filter(text -> text.startsWith(name + "="))
                .map(text -> Integer.parseInt(text.substring(name.length() + 1)))
                .reduce(absent, (first, last) -> last);
    }
}
