package io.xisuan.benchmarks;

import io.xisuan.billing.usage.AttemptKey;
import io.xisuan.billing.usage.UsageInterval;
import io.xisuan.model.AcceleratorModel;
import io.xisuan.model.BillingPeriod;
import io.xisuan.model.ContractId;
import io.xisuan.model.Interval;
import io.xisuan.model.JobId;
import io.xisuan.model.NodeName;
import io.xisuan.model.SiteId;
import io.xisuan.model.TenantId;
import io.xisuan.operator.metering.evidence.EvidenceSummary;
import io.xisuan.operator.metering.evidence.StoredUse;
import io.xisuan.operator.metering.lifecycle.AttemptTerms;
import io.xisuan.operator.metering.lifecycle.EndCause;
import io.xisuan.operator.metering.lifecycle.EvidenceDigests;
import io.xisuan.operator.metering.lifecycle.HeldLane;
import io.xisuan.operator.metering.lifecycle.PodEdge;
import io.xisuan.operator.metering.lifecycle.PodIdentity;
import io.xisuan.operator.metering.lifecycle.PodObservation;
import io.xisuan.operator.metering.lifecycle.UsageFold;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * A month's pod edges folded into usage records with the evidence of each: gangs of two pods of eight devices, one after the other;
 * evidence by minute in a file for each day, of which one at a time is read.
 */
final class FoldRun implements Run {
    private static final int PODS = 2;
    private static final int DEVICES_PER_POD = 8;
    private static final double NANOS = 1e9;
    private static final SiteId SITE = new SiteId("zhongwei");

    /** One attempt with all that was observed of it, in order. */
    private record History(AttemptTerms terms, long fromMillis, long untilMillis, List<PodObservation> observations) {}

    /** What a pass over the month came to. */
    private static final class Pass {
        private long records;
        private long seen;
        private long expected;
        private long readNanos;
        private double flattestMb = Double.MAX_VALUE;
        private double fullestMb;
    }

    @Override
    public String name() {
        return "fold";
    }

    @Override
    public String about() {
        return "a month of pod edges folded into usage records, each with its summary from stored one-minute evidence";
    }

    @Override
    public Map<String, String> defaults() {
        Map<String, String> defaults = new LinkedHashMap<>();
        defaults.put("devices", "10000");
        defaults.put("attempts", "20");
        defaults.put("days", "30");
        defaults.put("seed", "1");
        defaults.put("folder", JournalRun.usualFolder());
        return defaults;
    }

    @Override
    public Measured measure(Parameters parameters, Consumer<String> progress) {
        int gangs = Math.max(1, parameters.count("devices", 1, 1_000_000) / (PODS * DEVICES_PER_POD));
        int attempts = parameters.count("attempts", 1, 1000);
        int days = parameters.count("days", 1, 31);
        Path folder = temporary(parameters.path("folder"));
        try {
            EvidenceMonth month = new EvidenceMonth(
                    folder,
                    BillingPeriod.parse("2026-10").interval().startMillis(),
                    days,
                    gangs * PODS,
                    DEVICES_PER_POD,
                    parameters.number("seed", 0, Long.MAX_VALUE));
            long bytes = month.write();
            progress.accept("fold: %d MB of evidence written, not counted".formatted(bytes / 1_000_000));
            Heap.forgetMost();
            long wall = System.nanoTime();
            long processor = Rounds.processorNanos();
            Pass pass = fold(month, gangs, attempts);
            double seconds = (Rounds.processorNanos() - processor) / NANOS;
            return measured(month, pass, bytes, seconds, (System.nanoTime() - wall) / NANOS);
        } finally {
            delete(folder);
        }
    }

    private static Measured measured(EvidenceMonth month, Pass pass, long bytes, double seconds, double wall) {
        long minutes = month.deviceMinutes();
        return new Measured(
                List.of(
                        Figure.once("fold-seconds", seconds, "s", Optional.of(Bar.atMost("60"))),
                        Figure.exact("usage-records", BigDecimal.valueOf(pass.records), "", Optional.empty()),
                        Figure.once("device-minutes-per-second", minutes / seconds, "1/s", Optional.empty()),
                        Figure.once(
                                "evidence-bytes-per-device-minute", (double) bytes / minutes, "B", Optional.empty()),
                        Figure.once("peak-heap", Heap.mostMb(), "MB", Optional.empty())),
                List.of(
                        "%,d device-minutes of %d nodes in %d files, %,d bytes; seconds are processor time of all threads, wall time %.1f s."
                                .formatted(minutes, month.nodes(), month.days(), bytes, wall),
                        "Reading and checking the files took %.1f s of wall time; %,d of %,d samples were seen."
                                .formatted(pass.readNanos / NANOS, pass.seen, pass.expected),
                        "Heap in use after a collection, at the end of a day: least %.0f MB, most %.0f MB."
                                .formatted(pass.flattestMb, pass.fullestMb),
                        "Writing the evidence and writing the journal are not part of it."));
    }

    /** Goes through the month day by day, so that one day of evidence is in memory at a time. */
    private static Pass fold(EvidenceMonth month, int gangs, int attempts) {
        Pass pass = new Pass();
        UsageFold fold = new UsageFold();
        long length = (month.dayEnd(month.days() - 1) - month.startMillis()) / attempts / 1000 * 1000;
        TreeMap<Integer, History> running = new TreeMap<>();
        int started = 0;
        for (int day = 0; day < month.days(); day++) {
            long clock = System.nanoTime();
            Map<NodeName, StoredUse> evidence = month.read(day);
            pass.readNanos += System.nanoTime() - clock;
            EvidenceDigests digests = (site, node, lane, interval) -> digest(evidence, node, lane, interval, pass);
            while (started < attempts && month.startMillis() + started * length < month.dayEnd(day)) {
                for (int gang = 0; gang < gangs; gang++) {
                    start(fold, running, started * gangs + gang, history(gang, started, month.startMillis(), length));
                }
                started++;
            }
            long end = month.dayEnd(day);
            for (Integer number : List.copyOf(running.keySet())) {
                close(fold, running, number, end, digests, pass);
            }
            if (day % 10 == 9 || day + 1 == month.days()) {
                double used = Heap.usedMb(evidence);
                pass.flattestMb = Math.min(pass.flattestMb, used);
                pass.fullestMb = Math.max(pass.fullestMb, used);
            }
        }
        return pass;
    }

    private static void start(UsageFold fold, Map<Integer, History> running, int number, History history) {
        fold.open(history.terms());
        history.observations().forEach(fold::observe);
        running.put(number, history);
    }

    private static void close(
            UsageFold fold, Map<Integer, History> running, int number, long end, EvidenceDigests digests, Pass pass) {
        History history = running.get(number);
        if (history == null) {
            return;
        }
        AttemptKey attempt = history.terms().attempt();
        List<UsageInterval> usage;
        if (history.untilMillis() <= end) {
            usage = fold.close(attempt, digests);
            running.remove(number);
        } else {
            usage = fold.closeThrough(attempt, end, digests);
        }
        pass.records += usage.size();
    }

    private static String digest(
            Map<NodeName, StoredUse> evidence, NodeName node, HeldLane lane, Interval interval, Pass pass) {
        StoredUse stored = evidence.get(node);
        if (stored == null || lane.device().isEmpty()) {
            throw new IllegalStateException("There is no evidence of node %s".formatted(node));
        }
        EvidenceSummary summary = stored.summary(lane.device().get(), interval);
        pass.seen += summary.seen();
        pass.expected += summary.expected();
        return summary.digest();
    }

    private static History history(int gang, int attempt, long startMillis, long lengthMillis) {
        JobId job = new JobId("bench", "job-" + gang, "uid-" + gang);
        AttemptTerms terms = new AttemptTerms(
                new AttemptKey(job, attempt + 1), new TenantId("tenant"), new ContractId("contract"), SITE, PODS);
        long from = startMillis + attempt * lengthMillis;
        long until = from + lengthMillis;
        List<PodObservation> observations = new ArrayList<>();
        for (int rank = 0; rank < PODS; rank++) {
            int number = gang * PODS + rank;
            String uid = job.uid() + "-" + attempt + "-" + rank;
            PodIdentity pod = new PodIdentity(uid, uid, terms.attempt(), rank, EvidenceMonth.node(number));
            observations.add(new PodObservation(pod, new PodEdge.Bound(from, lanes(number))));
            observations.add(new PodObservation(pod, new PodEdge.Started(from + 60_000 + rank * 5_000L)));
            observations.add(new PodObservation(pod, new PodEdge.Terminated(until - 120_000, EndCause.COMPLETED)));
            observations.add(new PodObservation(pod, new PodEdge.Released(until - 60_000)));
        }
        return new History(terms, from, until, observations);
    }

    private static List<HeldLane> lanes(int node) {
        List<HeldLane> lanes = new ArrayList<>();
        for (int device = 0; device < DEVICES_PER_POD; device++) {
            lanes.add(HeldLane.whole(
                    "nvidia.com/gpu/" + device, AcceleratorModel.NVIDIA_H800, EvidenceMonth.device(node, device)));
        }
        return lanes;
    }

    private static Path temporary(Path parent) {
        try {
            return Files.createTempDirectory(parent, "fold-benchmark-");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void delete(Path folder) {
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.toList()) {
                Files.delete(file);
            }
            Files.delete(folder);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
