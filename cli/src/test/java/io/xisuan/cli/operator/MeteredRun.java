package io.xisuan.cli.operator;

import static org.assertj.core.api.Assertions.assertThat;

import io.xisuan.billing.usage.UsageInterval;
import io.xisuan.operator.metering.simulated.ContainerRun;
import java.util.List;
import java.util.TreeSet;

/** One gang that ran: what was billed of it, what the API server said of it, and what truly happened. */
record MeteredRun(MeteredCluster cluster, String jobUid, int devicesPerWorker) {
    /** How far a whole second of the API server may be from the truth. */
    private static final long SECOND = 1_000;

    List<PodRecorder.Said> pods() {
        return cluster.recorder().of(jobUid);
    }

    long gangStartMillis() {
        return pods().stream().mapToLong(PodRecorder.Said::startedMillis).max().orElseThrow();
    }

    List<UsageInterval> billed() {
        return cluster.usage(jobUid).stream().filter(UsageInterval::billed).toList();
    }

    /** Of each pod: from the start of the whole gang to its own end, by each of its devices, and each record once. */
    void equalsWhatWasSaidAndNearlyTheTruth() {
        List<UsageInterval> usage = cluster.usage(jobUid);
        assertThat(new TreeSet<>(usage.stream().map(UsageInterval::id).toList()))
                .hasSameSizeAs(usage);
        for (PodRecorder.Said pod : pods()) {
            List<UsageInterval> lanes = billed().stream()
                    .filter(interval -> interval.node().value().equals(pod.node()))
                    .filter(interval -> interval.interval().endMillis() == pod.finishedMillis())
                    .toList();
            assertThat(lanes).as("%s: %s", pod, billed()).isNotEmpty();
        }
        long said = pods().stream()
                .mapToLong(pod -> devicesPerWorker * (pod.finishedMillis() - gangStartMillis()))
                .sum();
        assertThat(billed().stream()
                        .mapToLong(interval -> interval.quantity().value())
                        .sum())
                .isEqualTo(said)
                .isPositive();
        pods().forEach(this::nearlyTheTruth);
    }

    private void nearlyTheTruth(PodRecorder.Said pod) {
        ContainerRun truth = cluster.truth(pod);
        assertThat(truth.slots()).hasSize(devicesPerWorker);
        assertThat(Math.abs(pod.finishedMillis()
                        - pod.startedMillis()
                        - truth.ranMillis().orElseThrow()))
                .as("%s was said, %s was true", pod, truth)
                .isLessThan(SECOND);
    }
}
