package io.xisuan.benchmarks.cluster;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.xisuan.benchmarks.Bar;
import io.xisuan.benchmarks.NotMeasured;
import io.xisuan.benchmarks.Parameters;
import io.xisuan.benchmarks.cluster.AdmissionLoad.Arrival;
import io.xisuan.benchmarks.cluster.AdmissionLoad.JobClass;
import java.util.List;
import java.util.Optional;

/** The load of Kueue's own performance test through our operator and, with {@code --peer kueue}, through Kueue on the same control plane. */
final class AdmissionPart implements Part {
    /** With thousands of nodes' leases renewed each ten seconds, nothing else could be written. */
    private static final String LEASE_SECONDS = "600";

    /** A tenth of the generator's jobs: fewer end before either system is busy. */
    private static final int COMPARABLE_JOBS = 1_500;

    @Override
    public String name() {
        return "admission";
    }

    @Override
    public void check(Parameters parameters) {
        switch (parameters.text("peer")) {
            case "" -> {}
            case "kueue" -> KueuePeer.require(parameters);
            default -> throw new NotMeasured("--peer is kueue or empty");
        }
    }

    @Override
    public void measure(Bench bench) {
        boolean kueue = !bench.parameters().text("peer").isEmpty();
        int nodes = bench.parameters().count("admission-nodes", 1, 9_999);
        List<Arrival> arrivals = AdmissionLoad.arrivals(bench.parameters().count("admission-jobs", 1, 100_000));
        try (Lab lab = bench.lab(name(), "--no-audit", "--lease-seconds", LEASE_SECONDS)) {
            KubernetesClient admin = lab.admin();
            warm(admin);
            Ground ground = new Ground(lab, bench.program(), admin);
            ground.prepare(OwnSide.tenants());
            ground.nodes(nodes, AdmissionLoad.GUARANTEED);
            boolean peerFirst = kueue && bench.parameters().text("first").equals("kueue");
            Optional<AdmissionTrial.Outcome> before =
                    peerFirst ? Optional.of(kueue(bench, lab, admin, arrivals)) : Optional.empty();
            AdmissionTrial.Outcome ours = ours(bench, lab, admin, arrivals);
            report(bench, "", ours);
            if (kueue) {
                AdmissionTrial.Outcome theirs = before.orElseGet(() -> kueue(bench, lab, admin, arrivals));
                report(bench, "-kueue", theirs);
                bench.found(
                        "admissions-ratio-to-kueue",
                        ours.perSecond() / theirs.perSecond(),
                        "ratio",
                        Bench.barWhere(arrivals.size() >= COMPARABLE_JOBS, Bar.atLeast("1.3")));
            }
        }
        notes(bench, arrivals.size(), nodes);
    }

    /** Reads one object of each kind once, so that loading their classes is no part of what is timed. */
    private static void warm(KubernetesClient admin) {
        Arrival first = AdmissionLoad.arrivals(1).getFirst();
        JobWish wish = JobWish.one("none", "none");
        for (HasMetadata one :
                List.of(wish.barePod(), new OwnSide(admin).wish(first), new KueueSide(admin).wish(first))) {
            var unused = admin.getKubernetesSerialization()
                    .unmarshal(admin.getKubernetesSerialization().asJson(one), one.getClass());
        }
    }

    private static AdmissionTrial.Outcome ours(Bench bench, Lab lab, KubernetesClient admin, List<Arrival> arrivals) {
        Child operator = OperatorProcess.usual(lab, bench.program()).lead();
        AdmissionTrial.Outcome outcome = trial(bench, lab, admin, new OwnSide(admin), arrivals, operator);
        operator.close();
        return outcome;
    }

    private static AdmissionTrial.Outcome kueue(Bench bench, Lab lab, KubernetesClient admin, List<Arrival> arrivals) {
        Child manager = KueuePeer.of(lab, admin, bench.parameters()).start();
        AdmissionTrial.Outcome outcome = trial(bench, lab, admin, new KueueSide(admin), arrivals, manager);
        manager.close();
        return outcome;
    }

    private static AdmissionTrial.Outcome trial(
            Bench bench, Lab lab, KubernetesClient admin, AdmissionSide side, List<Arrival> arrivals, Child manager) {
        bench.say("asking for %d jobs%s".formatted(arrivals.size(), side.suffix()));
        long cpu = manager.facts().cpuMillis();
        AdmissionTrial.Outcome outcome = new AdmissionTrial(lab, admin, side, arrivals).run();
        bench.found(
                "manager-cpu-millis-per-job" + side.suffix(),
                (double) (manager.facts().cpuMillis() - cpu) / arrivals.size(),
                "ms",
                Optional.empty());
        bench.found("rss-peak-mb-admission" + side.suffix(), manager.facts().peakMb(), "MB", Optional.empty());
        return outcome;
    }

    private static void report(Bench bench, String suffix, AdmissionTrial.Outcome outcome) {
        bench.found("admissions-per-second" + suffix, outcome.perSecond(), "1/s", Optional.empty());
        bench.found("apiserver-cpu-millis-per-job" + suffix, outcome.cpuMillisEach(), "ms", Optional.empty());
        bench.found("seconds-to-last-job-done" + suffix, outcome.wholeSeconds(), "s", Optional.empty());
        for (JobClass jobClass : AdmissionLoad.CLASSES) {
            bench.found(
                    "mean-admission-seconds-" + jobClass.name() + suffix,
                    outcome.meanAdmitted(jobClass),
                    "s",
                    Optional.empty());
            bench.found(
                    "mean-pod-created-seconds-" + jobClass.name() + suffix,
                    outcome.meanPod(jobClass),
                    "s",
                    Optional.empty());
        }
    }

    private static void notes(Bench bench, int jobs, int nodes) {
        bench.note(
                "Admission: %d of the 15,000 jobs of Kueue's baseline generator (30 queues in 5 cohorts; streams shortened alike, paces kept), with 1, 4 and 16 devices of a nominal quota of 16 and 80 borrowed; %d nodes of 16 devices; pods run for one second."
                        .formatted(jobs, nodes));
        bench.note(
                "Admitted is, for Kueue, the condition Admitted of the Workload; for us, the pod of the job, which comes after the decision: mean-pod-created-seconds compares the same event. Times run from the answer to the creation, by this program's clock; admissions a second from the first request to the last admission; CPU of kube-apiserver from there until every job is done.");
        bench.note(
                "Kueue runs without admission webhooks and with its client's limit as shipped (300 a second); one system after the other (--first), the other stopped.");
    }
}
