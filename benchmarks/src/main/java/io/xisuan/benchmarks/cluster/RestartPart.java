package io.xisuan.benchmarks.cluster;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.xisuan.benchmarks.Bar;
import io.xisuan.benchmarks.Parameters;
import io.xisuan.operator.api.v1alpha1.JobPhase;
import io.xisuan.operator.api.v1alpha1.TrainingJob;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** The operator is killed and started again in a large cluster: the time until it decides, and the memory that it takes. */
final class RestartPart implements Part {
    private static final String LEASE_SECONDS = "600";
    private static final int DEVICES_OF_A_NODE = 8;
    private static final Duration SETTLED = Duration.ofSeconds(20);
    private static final String WAITING = "waiting";
    private static final String PROBE = "probe";

    /** The sizes that the bars are stated for. */
    private static final Sizes STATED = new Sizes(5_000, 50_000, 10_000, 0, 0);

    /** What the cluster holds. */
    private record Sizes(int nodes, int pods, int jobs, int running, int padding) {
        static Sizes of(Parameters parameters) {
            return new Sizes(
                    parameters.count("nodes", 1, 9_999),
                    parameters.count("pods", 1, 1_000_000),
                    parameters.count("training-jobs", 1, 1_000_000),
                    parameters.count("running-jobs", 1, 5_000),
                    parameters.count("padding", 0, 8_192));
        }

        boolean reaches(Sizes stated) {
            return nodes >= stated.nodes && pods >= stated.pods && jobs >= stated.jobs;
        }

        PaddedPods.Size podSize() {
            return padding == 0 ? PaddedPods.Size.SMALL : PaddedPods.Size.REAL;
        }
    }

    @Override
    public String name() {
        return "restart";
    }

    @Override
    public void measure(Bench bench) {
        Sizes sizes = Sizes.of(bench.parameters());
        try (Lab lab = bench.lab(name(), "--no-audit", "--lease-seconds", LEASE_SECONDS)) {
            KubernetesClient admin = lab.admin();
            int bytes = fill(bench, lab, admin, sizes);
            OperatorProcess operator = OperatorProcess.usual(lab, bench.program());
            Child first = operator.lead();
            awaitAllSaid(bench, lab, admin, sizes);
            first.kill();
            bench.say("killed; starting it again");
            restart(bench, lab, admin, sizes, operator);
            bench.note(
                    "Restart: %d nodes, %d pods of their owners of %d bytes of JSON each (one run by kwok, copied in etcd), %d jobs that wait for their tenant's quota and %d that run. Killed once every job had its status, and started again; the decision is a new job's pod, asked for while the operator was down, from the start of the process. Resident memory %d s after that, and the peak until then."
                            .formatted(
                                    sizes.nodes(),
                                    sizes.pods(),
                                    bytes,
                                    sizes.jobs(),
                                    sizes.running(),
                                    SETTLED.toSeconds()));
        }
    }

    private static void restart(Bench bench, Lab lab, KubernetesClient admin, Sizes sizes, OperatorProcess operator) {
        try (Sightings pods = Sightings.of(admin.pods().inNamespace(PROBE), OwnSide::jobOf)) {
            JobWish wish = JobWish.one(PROBE, "after-restart");
            admin.resource(wish.trainingJob()).create();
            Child again = operator.start();
            double seconds = (pods.await(wish.key(), lab.limit()) - again.startedNanos()) / 1e9;
            bench.found(
                    "restart-to-first-decision-seconds", seconds, "s", bar(sizes, sizes.padding() == 0 ? "10" : "20"));
            bench.found("restart-cpu-seconds", again.facts().cpuMillis() / 1000.0, "s", Optional.empty());
            Wait.pause(SETTLED);
            bench.found("rss-mb", again.facts().residentMb(), "MB", bar(sizes, "400"));
            bench.found("rss-peak-mb", again.facts().peakMb(), "MB", bar(sizes, "512"));
        }
    }

    private static Optional<Bar> bar(Sizes sizes, String most) {
        return Bench.barWhere(sizes.reaches(STATED), Bar.atMost(most));
    }

    /** Fills the cluster and returns the length of a pod. */
    private static int fill(Bench bench, Lab lab, KubernetesClient admin, Sizes sizes) {
        Ground ground = new Ground(lab, bench.program(), admin);
        ground.prepare(List.of(new Tenancy(WAITING, Optional.empty(), 0, sizes.running()), Tenancy.free(PROBE)));
        ground.nodes(1, DEVICES_OF_A_NODE);
        EtcdCopies copies = new EtcdCopies(admin, lab.etcd());
        copies.write(
                copies.read("/api/v1/nodes/" + Ground.nodeName(0)),
                new EtcdCopies.Order(
                        sizes.nodes() - 1, "/registry/minions/", i -> Ground.nodeName(i + 1), RestartPart::asNode),
                bench::say);
        return new PaddedPods(admin, lab.etcd()).write(sizes.pods(), sizes.podSize(), bench::say);
    }

    private static void asNode(ObjectNode node, int number) {
        ObjectNode meta = (ObjectNode) node.get("metadata");
        ((ObjectNode) meta.get("labels")).put("kubernetes.io/hostname", Ground.nodeName(number + 1));
    }

    /** Lets some jobs run up to their tenant's quota, has all others wait for it, and returns when each says so. */
    private static void awaitAllSaid(Bench bench, Lab lab, KubernetesClient admin, Sizes sizes) {
        try (Sightings running = Sightings.of(
                        admin.resources(TrainingJob.class).inNamespace(WAITING), job -> in(job, JobPhase.RUNNING));
                Sightings waiting = Sightings.of(
                        admin.resources(TrainingJob.class).inNamespace(WAITING), job -> in(job, JobPhase.QUEUED))) {
            for (int i = 0; i < sizes.running(); i++) {
                admin.resource(JobWish.one(WAITING, "runs-" + i).trainingJob()).create();
            }
            running.await("running jobs", sizes.running(), lab.limit());
            JobWish template = JobWish.one(WAITING, "template");
            admin.resource(template.trainingJob()).create();
            EtcdCopies copies = new EtcdCopies(admin, lab.etcd());
            ObjectNode stored =
                    copies.read("/apis/xisuan.io/v1alpha1/namespaces/%s/trainingjobs/template".formatted(WAITING));
            stored.remove("status");
            copies.write(
                    stored,
                    new EtcdCopies.Order(
                            sizes.jobs() - 1,
                            "/registry/xisuan.io/trainingjobs/%s/".formatted(WAITING),
                            i -> "waits-" + i,
                            (job, i) -> job.remove("status")),
                    bench::say);
            bench.say("waiting until every job has its status");
            waiting.await("jobs that say that they wait", sizes.jobs(), lab.limit());
        }
    }

    private static Optional<String> in(TrainingJob job, JobPhase phase) {
        return job.getStatus() != null && job.getStatus().phase() == phase
                ? Optional.of(job.getMetadata().getName())
                : Optional.empty();
    }
}
