package io.xisuan.operator.metering.lifecycle;

import io.xisuan.model.AcceleratorModel;
import io.xisuan.model.AcceleratorShare;
import io.xisuan.model.BillingPeriod;
import io.xisuan.model.Interval;
import java.util.Collection;
import java.util.TreeMap;

/** Joins segments of one lane that follow each other and are alike, within a billing day. */
final class LaneRuns {
    private record Run(AcceleratorModel model, LaneClass laneClass, AcceleratorShare share, Interval interval) {
        boolean goesOn(Run next) {
            return model == next.model
                    && laneClass == next.laneClass
                    && share.equals(next.share)
                    && interval.endMillis() == next.interval.startMillis()
                    && BillingPeriod.dayOf(interval.startMillis())
                            .equals(BillingPeriod.dayOf(next.interval.startMillis()));
        }

        Run and(Run next) {
            return new Run(model, laneClass, share, new Interval(interval.startMillis(), next.interval.endMillis()));
        }
    }

    private final NodeResource where;
    private final Collection<LaneTime> rest;
    private final Collection<FoldFinding> findings;
    private final TreeMap<Integer, Run> open = new TreeMap<>();

    LaneRuns(NodeResource where, Collection<LaneTime> rest, Collection<FoldFinding> findings) {
        this.where = where;
        this.rest = rest;
        this.findings = findings;
    }

    void add(int ordinal, AcceleratorModel model, LaneClass laneClass, AcceleratorShare share, Interval segment) {
        Run next = new Run(model, laneClass, share, segment);
        Run before = open.get(ordinal);
        if (before != null && before.goesOn(next)) {
            open.put(ordinal, before.and(next));
            return;
        }
        if (before != null) {
            emit(ordinal, before);
        }
        open.put(ordinal, next);
    }

    void overcommitted(int devices, Interval segment) {
        findings.add(new FoldFinding(
                FoldFinding.Kind.OVERCOMMITTED,
                where.node(),
                where.resource(),
                segment,
                "pods of others hold %d more devices than are left".formatted(devices)));
    }

    void heldTwice(int ordinal, Interval segment) {
        findings.add(new FoldFinding(
                FoldFinding.Kind.HELD_TWICE,
                where.node(),
                where.lane(ordinal),
                segment,
                "records hold more of the lane than it has"));
    }

    void close() {
        open.forEach(this::emit);
        open.clear();
    }

    private void emit(int ordinal, Run run) {
        rest.add(new LaneTime(
                where.node(), where.lane(ordinal), run.model(), run.laneClass(), run.share(), run.interval()));
    }
}
