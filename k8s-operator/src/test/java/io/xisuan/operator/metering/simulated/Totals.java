package io.xisuan.operator.metering.simulated;

import io.xisuan.billing.usage.UsageInterval;
import java.util.List;
import java.util.function.LongUnaryOperator;

/**
 * A pod's device time by three accounts, each in device-milliseconds from the start of its whole gang to its own end.
 *
 * @param billedMillis by the journal
 * @param saidMillis by what the API server said, in whole seconds
 * @param trueMillis by what truly happened
 */
record Totals(long billedMillis, long saidMillis, long trueMillis) {
    static Totals of(VirtualCluster.GangPod pod, VirtualCluster cluster, List<UsageInterval> usage) {
        long billed = usage.stream()
                .filter(UsageInterval::billed)
                .filter(interval -> interval.job().equals(pod.attempt().key().job()))
                .filter(interval -> interval.node().equals(pod.node()))
                .mapToLong(interval -> interval.quantity().value())
                .sum();
        int devices = pod.attempt().devicesPerWorker();
        return new Totals(
                billed,
                devices * millis(pod, cluster, VirtualCluster::second),
                devices * millis(pod, cluster, LongUnaryOperator.identity()));
    }

    private static long millis(VirtualCluster.GangPod pod, VirtualCluster cluster, LongUnaryOperator clock) {
        long start = cluster.pods().stream()
                .filter(other -> other.attempt().equals(pod.attempt()))
                .mapToLong(
                        other -> clock.applyAsLong(other.run().startedMillis().orElseThrow()))
                .max()
                .orElseThrow();
        return clock.applyAsLong(pod.run().endedMillis().orElseThrow()) - start;
    }
}
