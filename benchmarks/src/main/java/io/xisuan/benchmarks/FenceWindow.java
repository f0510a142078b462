package io.xisuan.benchmarks;

import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.ServiceBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import io.xisuan.model.JobId;
import io.xisuan.operator.act.ActAnswer;
import io.xisuan.operator.act.ClusterActor;
import io.xisuan.operator.api.Marks;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import java.util.stream.LongStream;

/**
 * How long an API server still lets an old epoch pass after it acknowledged a newer one: three threads create (dry run), one
 * writes a job's status, all under the old epoch, while the leader writes the new one and then probes.
 */
final class FenceWindow {
    private static final int CREATING = 3;
    private static final long HEAD_START_NANOS = 20_000_000;
    private static final double NANOS_PER_MILLI = 1e6;

    private final FenceGround ground;
    private final KubernetesClient former;
    private final JobId job;
    private final List<Long> windows = new ArrayList<>();
    private final List<Long> refusals = new ArrayList<>();
    private final List<Long> probes = new ArrayList<>();
    private long createsAfterWrite;
    private long statusesAfterWrite;
    private long afterProbe;
    private long trialsWithLeak;
    private long writes;

    /** @param former the client of the former leader, with connections of its own */
    FenceWindow(FenceGround ground, KubernetesClient former) {
        this.ground = ground;
        this.former = former;
        this.job = ground.job("window");
    }

    List<Figure> measure(int trials, Consumer<String> progress) {
        trial();
        forget();
        for (int trial = 1; trial <= trials; trial++) {
            trial();
            if (trial % 50 == 0) {
                progress.accept("window: %d of %d trials".formatted(trial, trials));
            }
        }
        return figures(trials);
    }

    private void trial() {
        long old = Math.max(1, ground.epoch());
        ground.write(old);
        List<Runnable> acts = new ArrayList<>(Collections.nCopies(CREATING, () -> create(old)));
        acts.add(() -> writeStatus(old));
        try (FenceHammer hammer = new FenceHammer(acts)) {
            LockSupport.parkNanos(HEAD_START_NANOS);
            ground.write(old + 1);
            long written = System.nanoTime();
            ActAnswer raised = new ClusterActor(ground.client(), FenceGround.CLUSTER, old + 1).raiseEpoch();
            long probed = System.nanoTime();
            if (!(raised instanceof ActAnswer.Done)) {
                throw new NotMeasured("the epoch cannot be raised: " + raised);
            }
            note(hammer.refused(), written, probed);
        }
    }

    private void note(List<FenceHammer.Seen> seen, long written, long probed) {
        long creates = seen.subList(0, CREATING).stream()
                .mapToLong(thread -> sentAfter(thread, written))
                .sum();
        long statuses = sentAfter(seen.get(CREATING), written);
        createsAfterWrite += creates;
        statusesAfterWrite += statuses;
        trialsWithLeak += creates + statuses > 0 ? 1 : 0;
        afterProbe +=
                seen.stream().mapToLong(thread -> sentAfter(thread, probed)).sum();
        writes += seen.stream().mapToLong(thread -> thread.passed().size()).sum();
        windows.add(seen.stream()
                .flatMap(thread -> thread.passed().stream())
                .mapToLong(passed -> Math.max(0, passed.sentNanos() - written))
                .max()
                .orElse(0));
        refusals.add(seen.stream()
                .mapToLong(thread -> Math.max(0, thread.refusedSentNanos() - written))
                .min()
                .orElse(0));
        probes.add(probed - written);
    }

    private static long sentAfter(FenceHammer.Seen thread, long nanos) {
        return thread.passed().stream()
                .filter(passed -> passed.sentNanos() > nanos)
                .count();
    }

    private void forget() {
        windows.clear();
        refusals.clear();
        probes.clear();
        createsAfterWrite = 0;
        statusesAfterWrite = 0;
        afterProbe = 0;
        trialsWithLeak = 0;
        writes = 0;
    }

    private List<Figure> figures(int trials) {
        List<Figure> figures = new ArrayList<>();
        figures.add(count("trials", trials, Optional.empty()));
        figures.add(count("old-writes-that-passed-in-all", writes, Optional.empty()));
        figures.add(count("trials-with-a-late-write", trialsWithLeak, Optional.empty()));
        figures.add(count("late-creations", createsAfterWrite, Optional.empty()));
        figures.add(count("late-status-writes", statusesAfterWrite, Optional.empty()));
        quantiles("window-millis", windows, figures);
        quantiles("first-refused-millis", refusals, figures);
        quantiles("raise-by-probe-millis", probes, figures);
        figures.add(count("late-writes-after-probe", afterProbe, Optional.of(Bar.atMost("0"))));
        return figures;
    }

    static Figure count(String metric, long value, Optional<Bar> bar) {
        return Figure.exact(metric, BigDecimal.valueOf(value), "", bar);
    }

    private static void quantiles(String metric, List<Long> nanos, List<Figure> figures) {
        long[] sorted = nanos.stream().flatMapToLong(LongStream::of).sorted().toArray();
        figures.add(quantile(metric + "-p50", sorted, 50));
        figures.add(quantile(metric + "-p99", sorted, 99));
        figures.add(quantile(metric + "-max", sorted, 100));
    }

    private static Figure quantile(String metric, long[] sorted, int percent) {
        int place = Math.max(0, (sorted.length * percent + 99) / 100 - 1);
        return Figure.once(metric, sorted[place] / NANOS_PER_MILLI, "ms", Optional.empty());
    }

    private void create(long epoch) {
        Service service = new ServiceBuilder()
                .withNewMetadata()
                .withName("window")
                .withNamespace(job.namespace())
                .addToLabels(Marks.JOB, job.uid())
                .addToAnnotations(Marks.EPOCH, Long.toString(epoch))
                .endMetadata()
                .withNewSpec()
                .withClusterIP("None")
                .endSpec()
                .build();
        former.resource(service).dryRun().create();
    }

    private void writeStatus(long epoch) {
        former.genericKubernetesResources("xisuan.io/v1alpha1", "TrainingJob")
                .inNamespace(job.namespace())
                .withName(job.name())
                .subresource("status")
                .patch(PatchContext.of(PatchType.JSON_MERGE), FenceLeader.status(epoch));
    }
}
