package io.xisuan.benchmarks;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.KubernetesClientTimeoutException;
import io.xisuan.operator.api.Marks;
import io.xisuan.operator.api.v1alpha1.JobPhase;
import io.xisuan.operator.api.v1alpha1.TrainingJob;
import io.xisuan.operator.api.v1alpha1.TrainingJobSpec;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * What the operator writes to the API server for one job, counted from the API server's own audit log: jobs are submitted one
 * after the other to a cluster where the operator runs.
 */
final class ClusterRun implements Run {
    private static final ObjectMapper JSON = new ObjectMapper();

    @Override
    public String name() {
        return "cluster";
    }

    @Override
    public String about() {
        return "API writes of the operator per job, from the audit log of a cluster where it runs";
    }

    @Override
    public Map<String, String> defaults() {
        Map<String, String> defaults = new LinkedHashMap<>();
        defaults.put("kubeconfig", "");
        defaults.put("audit-log", "");
        defaults.put("job", "deploy/samples/cluster/60-job.yaml");
        defaults.put("workers", "1");
        defaults.put("jobs", "10");
        defaults.put("user-agent", "xisuan-operator");
        defaults.put("limit-seconds", "120");
        return defaults;
    }

    @Override
    public Measured measure(Parameters parameters, Consumer<String> progress) {
        Path kubeconfig = file(parameters, "kubeconfig");
        Path log = file(parameters, "audit-log");
        int workers = parameters.count("workers", 1, 64);
        int jobs = parameters.count("jobs", 1, 1_000);
        TreeMap<String, Integer> toRunning = new TreeMap<>();
        TreeMap<String, Integer> inAll = new TreeMap<>();
        try (KubernetesClient client = new KubernetesClientBuilder()
                .withConfig(Config.fromKubeconfig(kubeconfig.toFile()))
                .build()) {
            TrainingJob sample = client.resources(TrainingJob.class)
                    .load(home(parameters.text("job")).toFile())
                    .item();
            for (int i = 0; i < jobs; i++) {
                Instant from = Instant.now();
                TrainingJob done = runToEnd(client, named(sample, i, workers), parameters);
                progress.accept("job %d of %d: %s"
                        .formatted(i + 1, jobs, done.getStatus().phase()));
                Instant started = instant(done.getStatus().startedAt());
                Instant ended = instant(done.getStatus().endedAt());
                if (!started.isBefore(ended)) {
                    throw new NotMeasured("a job ended within the second in which it started: give it a longer run");
                }
                count(AuditLog.writes(log, parameters.text("user-agent"), from), done, ended, toRunning, inAll);
            }
        }
        return measured(jobs, workers, toRunning, inAll);
    }

    private static Measured measured(
            int jobs, int workers, SortedMap<String, Integer> toRunning, SortedMap<String, Integer> inAll) {
        if (inAll.isEmpty()) {
            throw new NotMeasured("the audit log has no write of that user agent: is the operator running there?");
        }
        return new Measured(
                List.of(
                        Figure.once(
                                "api-writes-per-job-to-running",
                                perJob(toRunning, jobs),
                                "writes",
                                bar(workers, workers + 1 + service(workers))),
                        Figure.once(
                                "api-writes-per-job-in-all",
                                perJob(inAll, jobs),
                                "writes",
                                bar(workers, 2 * workers + 2 + service(workers)))),
                List.of(
                        "%d jobs of %d workers, one after the other; Events are counted apart: %s"
                                .formatted(jobs, workers, events(inAll)),
                        "To Running: " + toRunning,
                        "In all: " + inAll));
    }

    /** The budget of a job of one pod; a gang has a Service, which goes with its job, and so many pods. */
    private static Optional<Bar> bar(int workers, int most) {
        return workers < 1 ? Optional.empty() : Optional.of(Bar.atMost(Integer.toString(most)));
    }

    private static int service(int workers) {
        return workers > 1 ? 1 : 0;
    }

    private static double perJob(SortedMap<String, Integer> counts, int jobs) {
        int sum = counts.entrySet().stream()
                .filter(entry -> !entry.getKey().endsWith(" events"))
                .mapToInt(Map.Entry::getValue)
                .sum();
        return (double) sum / jobs;
    }

    private static int events(SortedMap<String, Integer> counts) {
        return counts.entrySet().stream()
                .filter(entry -> entry.getKey().endsWith(" events"))
                .mapToInt(Map.Entry::getValue)
                .sum();
    }

    private static void count(
            List<AuditLog.Write> writes,
            TrainingJob job,
            Instant ended,
            SortedMap<String, Integer> toRunning,
            SortedMap<String, Integer> inAll) {
        for (AuditLog.Write write : writes) {
            boolean own =
                    write.isEvent() || write.name().startsWith(job.getMetadata().getName());
            if (own && write.namespace().equals(job.getMetadata().getNamespace())) {
                inAll.merge(write.what(), 1, Integer::sum);
                if (write.at().isBefore(ended)) {
                    toRunning.merge(write.what(), 1, Integer::sum);
                }
            }
        }
    }

    private static TrainingJob runToEnd(KubernetesClient client, TrainingJob job, Parameters parameters) {
        client.resource(job).create();
        long limit = parameters.number("limit-seconds", 1, 3_600);
        try {
            TrainingJob done = client.resource(job).waitUntilCondition(ClusterRun::isDone, limit, TimeUnit.SECONDS);
            for (Pod pod : client.pods()
                    .inNamespace(job.getMetadata().getNamespace())
                    .withLabel(Marks.JOB, done.getMetadata().getUid())
                    .list()
                    .getItems()) {
                client.resource(pod).waitUntilCondition(ClusterRun::isLetGo, limit, TimeUnit.SECONDS);
            }
            return done;
        } catch (KubernetesClientTimeoutException e) {
            throw new NotMeasured("job %s was not done within %d s (--limit-seconds): see kubectl get trainingjobs"
                    .formatted(job.getMetadata().getName(), limit));
        }
    }

    private static boolean isLetGo(@Nullable Pod pod) {
        return pod == null || pod.getMetadata().getFinalizers().isEmpty();
    }

    private static boolean isDone(@Nullable TrainingJob job) {
        JobPhase phase =
                job == null || job.getStatus() == null ? null : job.getStatus().phase();
        return phase == JobPhase.SUCCEEDED || phase == JobPhase.FAILED || phase == JobPhase.NEVER;
    }

    /** Returns the sample under a new name, so that runs do not meet, with so many workers. */
    private static TrainingJob named(TrainingJob sample, int index, int workers) {
        ObjectNode spec = JSON.valueToTree(sample.getSpec());
        spec.put("workers", workers);
        TrainingJob job = new TrainingJob();
        job.setMetadata(new ObjectMetaBuilder()
                .withName("writes-%s-%d".formatted(Long.toString(System.currentTimeMillis(), 36), index))
                .withNamespace(sample.getMetadata().getNamespace())
                .withAnnotations(sample.getMetadata().getAnnotations())
                .build());
        job.setSpec(JSON.convertValue(spec, TrainingJobSpec.class));
        return job;
    }

    private static Instant instant(@Nullable String text) {
        if (text == null) {
            throw new NotMeasured("a job ended without having run: see kubectl get trainingjobs");
        }
        return OffsetDateTime.parse(text).toInstant();
    }

    private static Path home(String file) {
        return Path.of(System.getProperty("xisuan.home", ".")).resolve(file);
    }

    private static Path file(Parameters parameters, String name) {
        if (parameters.text(name).isEmpty() || !Files.isRegularFile(parameters.path(name))) {
            throw new NotMeasured(
                    "--%s names no file: bring a cluster up with deploy/testbed/testbed up, start ./xisuan operator there"
                            .formatted(name));
        }
        return parameters.path(name);
    }
}
