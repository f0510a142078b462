package io.xisuan.benchmarks.cluster;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.xisuan.benchmarks.Bar;
import io.xisuan.benchmarks.Figure;
import io.xisuan.operator.api.v1alpha1.JobPhase;
import io.xisuan.operator.api.v1alpha1.TrainingJob;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * So many one-pod TrainingJobs, created to Running, as a share of so many bare pods of the same shape on the same control plane;
 * rounds of both alternate.
 */
final class ThroughputPart implements Part {
    private static final String TENANT = "bench";
    private static final String OWNER = "default";
    private static final int DEVICES_OF_A_NODE = 8;

    /** Of fewer, what is timed is how one job waits, and not how many get through. */
    private static final int COMPARABLE_JOBS = 300;

    private static final int WARM = 20;
    private static final Crew CREW = new Crew(8);

    /** What one round took. */
    private record Round(double perSecond, double cpuMillisEach) {}

    @Override
    public String name() {
        return "throughput";
    }

    @Override
    public void measure(Bench bench) {
        int jobs = bench.parameters().count("throughput-jobs", 1, 20_000);
        int rounds = bench.parameters().count("throughput-rounds", 1, 100);
        try (Lab lab = bench.lab(name(), "--no-audit")) {
            KubernetesClient admin = lab.admin();
            Ground ground = new Ground(lab, bench.program(), admin);
            ground.prepare(List.of(Tenancy.free(TENANT)));
            ground.nodes(Math.ceilDiv(jobs, DEVICES_OF_A_NODE) + 1, DEVICES_OF_A_NODE);
            Child operator = OperatorProcess.usual(lab, bench.program()).lead();
            Measuring measuring = new Measuring(lab, admin);
            measuring.bare("warm", Math.min(jobs, WARM));
            measuring.jobs("warm", Math.min(jobs, WARM));
            long cpu = operator.facts().cpuMillis();
            report(bench, measuring, jobs, rounds);
            double each = (double) (operator.facts().cpuMillis() - cpu) / (jobs * rounds);
            bench.found("operator-cpu-millis-per-job-throughput", each, "ms", Optional.empty());
            bench.found("rss-mb-throughput", operator.facts().residentMb(), "MB", Optional.empty());
        }
    }

    private static void report(Bench bench, Measuring measuring, int jobs, int rounds) {
        List<Round> bare = new ArrayList<>();
        List<Round> ours = new ArrayList<>();
        for (int round = 0; round < rounds; round++) {
            bare.add(measuring.bare("bare-" + round, jobs));
            ours.add(measuring.jobs("job-" + round, jobs));
            bench.say("round %d: %.1f bare pods and %.1f jobs a second"
                    .formatted(
                            round + 1,
                            bare.getLast().perSecond(),
                            ours.getLast().perSecond()));
        }
        double share = median(ours, Round::perSecond) / median(bare, Round::perSecond);
        bench.found(
                "throughput-share-of-bare-pods",
                share,
                "ratio",
                Bench.barWhere(jobs >= COMPARABLE_JOBS, Bar.atLeast("0.6")));
        bench.found(timed("jobs-per-second-to-running", ours));
        bench.found(timed("bare-pods-per-second-to-running", bare));
        bench.note(
                "Throughput: %d rounds, each of %d bare pods and then %d one-pod jobs, by eight clients; from the first request until a watch has shown the last as Running (of a job: its own status). The share is that of the medians. API server CPU: %.1f ms a bare pod, %.1f ms a job."
                        .formatted(
                                rounds,
                                jobs,
                                jobs,
                                median(bare, Round::cpuMillisEach),
                                median(ours, Round::cpuMillisEach)));
    }

    private static Figure timed(String metric, List<Round> rounds) {
        List<Double> values = rounds.stream().map(Round::perSecond).toList();
        return Figure.timed(
                metric,
                new io.xisuan.benchmarks.Rounds.Statistic(
                        median(rounds, Round::perSecond), Percentile.of(values, 1), Percentile.of(values, 100)),
                "1/s",
                Optional.empty());
    }

    private static double median(List<Round> rounds, Function<Round, Double> value) {
        return Percentile.median(rounds.stream().map(value).toList());
    }

    /** One round after the other on one control plane. */
    private record Measuring(Lab lab, KubernetesClient admin) {
        Round bare(String round, int pods) {
            try (Sightings running =
                    Sightings.of(admin.pods().inNamespace(OWNER).withLabel(JobWish.LABEL), Measuring::runningPod)) {
                Round measured = round(
                        running, pods, i -> JobWish.one(OWNER, round + "-" + i).barePod());
                CREW.each(
                        pods,
                        i -> admin.pods()
                                .inNamespace(OWNER)
                                .withName(round + "-" + i)
                                .withGracePeriod(0)
                                .delete());
                gone("the bare pods are gone", OWNER);
                return measured;
            }
        }

        Round jobs(String round, int jobs) {
            try (Sightings running =
                    Sightings.of(admin.resources(TrainingJob.class).inNamespace(TENANT), Measuring::runningJob)) {
                Round measured = round(
                        running, jobs, i -> JobWish.one(TENANT, round + "-" + i).trainingJob());
                CREW.each(
                        jobs,
                        i -> admin.resources(TrainingJob.class)
                                .inNamespace(TENANT)
                                .withName(round + "-" + i)
                                .delete());
                gone("the jobs' pods are gone", TENANT);
                return measured;
            }
        }

        private Round round(Sightings running, int count, Function<Integer, HasMetadata> what) {
            long cpu = lab.apiServer().cpuMillis();
            long began = System.nanoTime();
            CREW.each(count, i -> admin.resource(what.apply(i)).create());
            running.await("running", count, lab.limit());
            double spent = lab.apiServer().cpuMillis() - cpu;
            return new Round(count * 1e9 / (running.lastNanos() - began), spent / count);
        }

        private void gone(String what, String namespace) {
            Wait.asking(
                    what,
                    lab.limit(),
                    () -> admin.pods().inNamespace(namespace).list().getItems().isEmpty(),
                    () -> "");
        }

        private static Optional<String> runningPod(Pod pod) {
            return "Running".equals(pod.getStatus().getPhase())
                    ? Optional.of(pod.getMetadata().getName())
                    : Optional.empty();
        }

        private static Optional<String> runningJob(TrainingJob job) {
            return job.getStatus() != null && job.getStatus().phase() == JobPhase.RUNNING
                    ? Optional.of(job.getMetadata().getName())
                    : Optional.empty();
        }
    }
}
