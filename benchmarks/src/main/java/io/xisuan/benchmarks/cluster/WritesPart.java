package io.xisuan.benchmarks.cluster;

import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.xisuan.benchmarks.Bar;
import io.xisuan.benchmarks.NotMeasured;
import io.xisuan.benchmarks.Parameters;
import io.xisuan.operator.act.ClusterConnection;
import io.xisuan.operator.api.Marks;
import io.xisuan.operator.api.v1alpha1.JobPhase;
import io.xisuan.operator.api.v1alpha1.TrainingJob;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What the operator writes to the API server for one job, counted from the API server's own audit log: on a control plane of its
 * own, or with {@code --kubeconfig} and {@code --audit-log} in a cluster where somebody started the operator.
 */
final class WritesPart implements Part {
    private static final String TENANT = "bench";
    private static final int DEVICES_OF_A_NODE = 8;

    /** Where jobs are asked for, and where the API server writes what it was asked. */
    private record Place(KubernetesClient admin, Path auditLog, String namespace, Duration limit) {}

    @Override
    public String name() {
        return "writes";
    }

    @Override
    public void measure(Bench bench) {
        if (!bench.parameters().text("kubeconfig").isEmpty()) {
            Path kubeconfig = file(bench.parameters(), "kubeconfig");
            Path log = file(bench.parameters(), "audit-log");
            try (KubernetesClient admin = ClusterConnection.open(kubeconfig)) {
                count(bench, new Place(admin, log, bench.parameters().text("namespace"), bench.limit()));
            }
            return;
        }
        try (Lab lab = bench.lab(name(), "--audit")) {
            KubernetesClient admin = lab.admin();
            Ground ground = new Ground(lab, bench.program(), admin);
            ground.prepare(List.of(Tenancy.free(TENANT)));
            int devices = bench.parameters().count("jobs", 1, 1_000)
                    * bench.parameters().count("workers", 1, 64);
            ground.nodes(Math.ceilDiv(devices, DEVICES_OF_A_NODE) + 1, DEVICES_OF_A_NODE);
            OperatorProcess.usual(lab, bench.program()).lead();
            count(bench, new Place(admin, lab.auditLog(), TENANT, lab.limit()));
        }
    }

    private static void count(Bench bench, Place place) {
        int jobs = bench.parameters().count("jobs", 1, 1_000);
        int workers = bench.parameters().count("workers", 1, 64);
        String prefix = "writes-" + Long.toString(System.currentTimeMillis(), 36);
        Instant from = Instant.now();
        List<JobWish> wishes = new ArrayList<>();
        for (int i = 0; i < jobs; i++) {
            wishes.add(new JobWish(
                    place.namespace(),
                    prefix + "-" + i,
                    workers,
                    1,
                    Optional.of(bench.parameters().text("run-for")),
                    50));
        }
        wishes.forEach(wish -> place.admin().resource(wish.trainingJob()).create());
        TreeMap<String, Instant> ends = new TreeMap<>();
        for (JobWish wish : wishes) {
            ends.put(wish.name(), ended(place, wish));
        }
        List<AuditLog.Write> writes =
                AuditLog.writes(place.auditLog(), bench.parameters().text("user-agent"), from);
        report(bench, WriteCount.of(writes, place.namespace(), ends), jobs, workers);
    }

    private static void report(Bench bench, WriteCount counted, int jobs, int workers) {
        if (counted.inAll().isEmpty()) {
            throw new NotMeasured("the audit log has no write of that user agent: is the operator running there?");
        }
        int gang = workers > 1 ? 1 : 0;
        bench.found(
                "api-writes-per-job-to-running",
                perJob(counted.toRunning(), jobs),
                "writes",
                Optional.of(Bar.atMost(Integer.toString(workers + 1 + gang))));
        bench.found(
                "api-writes-per-job-in-all",
                perJob(counted.inAll(), jobs),
                "writes",
                Optional.of(Bar.atMost(Integer.toString(2 * workers + 2 + gang))));
        bench.note("Writes: %d jobs of %d workers at once; Events are counted apart: %d. To Running: %s. In all: %s."
                .formatted(jobs, workers, counted.events(), counted.toRunning(), counted.inAll()));
    }

    private static double perJob(SortedMap<String, Integer> counts, int jobs) {
        return (double) WriteCount.budgeted(counts) / jobs;
    }

    /** Waits until the job is done and its pods are let go, and returns when its pods ended. */
    private static Instant ended(Place place, JobWish wish) {
        Wait.asking(
                wish.name() + " is done",
                place.limit(),
                () -> isDone(job(place, wish)),
                () -> String.valueOf(job(place, wish)));
        TrainingJob done = place.admin()
                .resources(TrainingJob.class)
                .inNamespace(wish.namespace())
                .withName(wish.name())
                .require();
        String uid = done.getMetadata().getUid();
        Wait.asking(
                "the pods of %s are let go".formatted(wish.name()),
                place.limit(),
                () ->
                        place
                                .admin()
                                .pods()
                                .inNamespace(wish.namespace())
                                .withLabel(Marks.JOB, uid)
                                .list()
                                .getItems()
                                .stream()
                                .allMatch(WritesPart::isLetGo),
                () -> "");
        Instant started = instant(done.getStatus().startedAt());
        Instant ended = instant(done.getStatus().endedAt());
        if (!started.isBefore(ended)) {
            throw new NotMeasured("a job ended within the second in which it started: give it a longer --run-for");
        }
        return ended;
    }

    private static @Nullable TrainingJob job(Place place, JobWish wish) {
        return place.admin()
                .resources(TrainingJob.class)
                .inNamespace(wish.namespace())
                .withName(wish.name())
                .get();
    }

    private static boolean isLetGo(Pod pod) {
        return pod.getMetadata().getFinalizers().isEmpty();
    }

    private static boolean isDone(@Nullable TrainingJob job) {
        JobPhase phase =
                job == null || job.getStatus() == null ? null : job.getStatus().phase();
        return phase == JobPhase.SUCCEEDED || phase == JobPhase.FAILED || phase == JobPhase.NEVER;
    }

    private static Instant instant(@Nullable String text) {
        if (text == null) {
            throw new NotMeasured("a job ended without having run: see kubectl get trainingjobs");
        }
        return OffsetDateTime.parse(text).toInstant();
    }

    private static Path file(Parameters parameters, String name) {
        if (parameters.text(name).isEmpty() || !Files.isRegularFile(parameters.path(name))) {
            throw new NotMeasured(
                    "--%s names no file; without --kubeconfig the run brings its own control plane up".formatted(name));
        }
        return parameters.path(name);
    }
}
