package io.xisuan.operator.metering.report;

import io.xisuan.billing.usage.UsageInterval;
import io.xisuan.model.AcceleratorModel;
import io.xisuan.model.Interval;
import io.xisuan.model.Rational;
import io.xisuan.model.Rounding;
import io.xisuan.model.SiteId;
import io.xisuan.operator.metering.lifecycle.FoldFinding;
import io.xisuan.operator.metering.lifecycle.LaneClass;
import io.xisuan.operator.metering.lifecycle.LaneFill;
import io.xisuan.operator.metering.lifecycle.LaneTime;
import io.xisuan.operator.metering.lifecycle.NodeResource;
import io.xisuan.operator.metering.lifecycle.NodeSpan;
import io.xisuan.operator.metering.lifecycle.NodeSpans;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Whether every device-millisecond of a site within a window is in exactly one class, node by node.
 *
 * @param findings what does not fit: which device, when, and why
 */
public record SiteClosure(SiteId site, Interval window, List<NodeClosure> nodes, List<FoldFinding> findings) {
    public SiteClosure {
        nodes = List.copyOf(nodes);
        findings = List.copyOf(findings);
    }

    /** Returns whether the classes add up to the inventory and nothing was found that breaks it. */
    public boolean closes() {
        return nodes.stream().allMatch(node -> node.sums().closes())
                && findings.stream().noneMatch(finding -> finding.kind().breaksClosure());
    }

    /** Returns the sums of all nodes. */
    public ClassSums sums() {
        return nodes.stream().map(NodeClosure::sums).reduce(ClassSums.NONE, ClassSums::plus);
    }

    static SiteClosure of(SiteId site, Interval window, NodeSpans spans, List<UsageInterval> usage) {
        LaneFill fill = new LaneFill(spans, window, usage);
        TreeMap<NodeResource, Tally> tallies = new TreeMap<>();
        usage.forEach(used -> tally(tallies, resourceOf(used)).held(used, window));
        for (LaneTime left : fill.rest()) {
            tally(tallies, new NodeResource(left.node(), resourceOf(left.lane())))
                    .left(left);
        }
        List<NodeClosure> nodes = new ArrayList<>();
        for (NodeResource where : spans.resources()) {
            Rational inventory = fill.inventory(where);
            if (inventory.signum() > 0 || tallies.containsKey(where)) {
                nodes.add(new NodeClosure(
                        where.node(),
                        where.resource(),
                        model(spans, where),
                        tally(tallies, where).sums(inventory)));
            }
            tallies.remove(where);
        }
        tallies.forEach((where, tally) -> nodes.add(
                new NodeClosure(where.node(), where.resource(), tally.model.orElseThrow(), tally.sums(Rational.ZERO))));
        return new SiteClosure(site, window, nodes, fill.findings());
    }

    private static Tally tally(TreeMap<NodeResource, Tally> tallies, NodeResource where) {
        return tallies.computeIfAbsent(where, key -> new Tally());
    }

    private static AcceleratorModel model(NodeSpans spans, NodeResource where) {
        NodeSpan last = new ArrayList<>(spans.of(where)).get(spans.of(where).size() - 1);
        return last.model();
    }

    private static NodeResource resourceOf(UsageInterval used) {
        return new NodeResource(used.node(), resourceOf(used.lane()));
    }

    private static String resourceOf(String lane) {
        return lane.substring(0, lane.lastIndexOf('/'));
    }

    /** What is summed up of one resource of one node. */
    private static final class Tally {
        private long billed;
        private int roundings;
        private final TreeMap<String, Long> heldUnbilled = new TreeMap<>();
        private final TreeMap<LaneClass, Rational> rest = new TreeMap<>();
        private Optional<AcceleratorModel> model = Optional.empty();

        void held(UsageInterval used, Interval window) {
            model = Optional.of(used.model());
            used.interval().intersection(window).ifPresent(part -> {
                long millis = part.equals(used.interval())
                        ? used.quantity().value()
                        : used.share().heldBetween(used.interval(), part).value();
                roundings += used.share().whole() ? 0 : 1;
                if (used.billed()) {
                    billed += millis;
                } else {
                    heldUnbilled.merge(used.reason().map(Enum::name).orElse("UNSTATED"), millis, Long::sum);
                }
            });
        }

        void left(LaneTime left) {
            Rational millis =
                    left.share().asRational().times(Rational.of(left.interval().lengthMillis(), 1));
            rest.merge(left.laneClass(), millis, Rational::plus);
        }

        /** Classes are rounded down; what rounding leaves of slices is idle. */
        ClassSums sums(Rational inventoryMillis) {
            long inventory = inventoryMillis.round(Rounding.FLOOR).longValueExact();
            long background = floor(LaneClass.BACKGROUND);
            long idle = floor(LaneClass.IDLE);
            TreeMap<String, Long> unavailable = new TreeMap<>();
            rest.keySet().stream()
                    .filter(LaneClass::unavailable)
                    .forEach(reason -> unavailable.put(reason.name(), floor(reason)));
            ClassSums exact = new ClassSums(inventory, billed, heldUnbilled, background, idle, unavailable);
            long left = inventory - exact.classified();
            long fractions = rest.values().stream()
                    .filter(millis -> !millis.denominator().equals(BigInteger.ONE))
                    .count();
            boolean rounding = left > 0 && left <= roundings + fractions;
            return rounding
                    ? new ClassSums(inventory, billed, heldUnbilled, background, idle + left, unavailable)
                    : exact;
        }

        private long floor(LaneClass laneClass) {
            return rest.getOrDefault(laneClass, Rational.ZERO)
                    .round(Rounding.FLOOR)
                    .longValueExact();
        }
    }
}
