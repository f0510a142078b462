package io.xisuan.scheduler.simulation;

import io.xisuan.model.ExactAmount;
import io.xisuan.model.Money;
import io.xisuan.model.Rational;
import io.xisuan.model.Rounding;
import io.xisuan.scheduler.simulation.Summary.DeviceTime;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Turns the records of a replay into its result. */
final class Figures {
    private Figures() {}

    static Result of(Trace trace, Machines machines, Workload workload, Records records, Options options) {
        List<Outcome> finished = new ArrayList<>();
        List<Refused> never = new ArrayList<>();
        BigInteger costMilli = BigInteger.ZERO;
        for (int job = 0; job < workload.size(); job++) {
            Never reason = records.never(job);
            if (reason != null) {
                never.add(new Refused(workload.job(job), reason));
                continue;
            }
            finished.add(new Outcome(workload.job(job), runs(records.stretches(job), machines.sites())));
            costMilli = costMilli.add(records.costMilli(job));
        }
        Optional<Money> cost = trace.priced() ? Optional.of(money(costMilli)) : Optional.empty();
        return new Result(summary(trace, machines, options, finished, cost), finished, never);
    }

    private static List<RunSpan> runs(List<Records.Stretch> stretches, List<String> sites) {
        return stretches.stream()
                .map(stretch -> new RunSpan(stretch.fromMillis(), stretch.toMillis(), sites.get(stretch.site())))
                .toList();
    }

    private static Money money(BigInteger costMilli) {
        BigInteger unitsPerFen = ExactAmount.UNITS_PER_FEN.multiply(BigInteger.valueOf(Demand.WHOLE));
        return Money.ofFen(new Rational(costMilli, unitsPerFen).round(Rounding.HALF_UP));
    }

    private static Summary summary(
            Trace trace, Machines machines, Options options, List<Outcome> finished, Optional<Money> cost) {
        long makespan = makespan(finished);
        DeviceTime time = new DeviceTime(Math.multiplyExact(machines.totalDevices(), makespan), used(finished));
        List<String> notes = new ArrayList<>(trace.notes());
        if (cost.isEmpty()) {
            notes.add("No cost: the nodes have no prices (column price_per_device_hour).");
        }
        if (options.policy() == Policy.XISUAN
                && trace.nodes().stream().noneMatch(TraceNode::shares)
                && trace.jobs().stream().anyMatch(job -> job.demand().milliPerDevice() < Demand.WHOLE)) {
            notes.add("xisuan: a job that asks for a share of a device holds a whole one, for no node is of mode"
                    + " shared; the other policies share it.");
        }
        return new Summary(
                options.policy().id(),
                options.seed(),
                trace.jobs().size(),
                trace.jobs().size() - finished.size(),
                finished.stream().mapToInt(job -> job.runs().size()).sum(),
                Distribution.of(finished.stream().mapToLong(Outcome::waitMillis).toArray()),
                Distribution.of(
                        finished.stream().mapToLong(Outcome::completionMillis).toArray()),
                time,
                makespan,
                percent(time),
                cost,
                notes);
    }

    private static long makespan(List<Outcome> finished) {
        if (finished.isEmpty()) {
            return 0;
        }
        long first = Long.MAX_VALUE;
        long last = 0;
        for (Outcome outcome : finished) {
            first = Math.min(first, outcome.job().submitMillis());
            last = Math.max(last, outcome.endMillis());
        }
        return last - first;
    }

    private static long used(List<Outcome> finished) {
        BigInteger milli = BigInteger.ZERO;
        for (Outcome outcome : finished) {
            BigInteger duration = BigInteger.valueOf(outcome.job().durationMillis());
            milli = milli.add(
                    duration.multiply(BigInteger.valueOf(outcome.job().demand().deviceMilli())));
        }
        return new Rational(milli, BigInteger.valueOf(Demand.WHOLE))
                .round(Rounding.HALF_UP)
                .longValueExact();
    }

    private static BigDecimal percent(DeviceTime time) {
        if (time.supplied() == 0) {
            return BigDecimal.ZERO.setScale(2);
        }
        return BigDecimal.valueOf(time.used())
                .movePointRight(2)
                .divide(BigDecimal.valueOf(time.supplied()), 2, RoundingMode.HALF_UP);
    }
}
