package io.xisuan.benchmarks;

import io.xisuan.billing.usage.AttemptKey;
import io.xisuan.model.AcceleratorModel;
import io.xisuan.model.BillingPeriod;
import io.xisuan.model.ContractId;
import io.xisuan.model.DeviceKey;
import io.xisuan.model.JobId;
import io.xisuan.model.NodeName;
import io.xisuan.model.SiteId;
import io.xisuan.model.TenantId;
import io.xisuan.operator.metering.lifecycle.AttemptTerms;
import io.xisuan.operator.metering.lifecycle.EndCause;
import io.xisuan.operator.metering.lifecycle.EvidenceDigests;
import io.xisuan.operator.metering.lifecycle.HeldLane;
import io.xisuan.operator.metering.lifecycle.PodEdge;
import io.xisuan.operator.metering.lifecycle.PodIdentity;
import io.xisuan.operator.metering.lifecycle.PodObservation;
import io.xisuan.operator.metering.lifecycle.UsageFold;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/** A month's pod edges folded into usage records: gangs of two pods of eight devices, one after the other. */
final class FoldRun implements Run {
    private static final int PODS = 2;
    private static final int DEVICES_PER_POD = 8;
    private static final SiteId SITE = new SiteId("zhongwei");
    private static final EvidenceDigests DIGESTS = (site, node, lane, interval) -> "0".repeat(64);

    /** One attempt with all that was observed of it, in order. */
    private record History(AttemptTerms terms, List<PodObservation> observations) {}

    @Override
    public String name() {
        return "fold";
    }

    @Override
    public String about() {
        return "a month of pod edges folded into usage records, without evidence";
    }

    @Override
    public Map<String, String> defaults() {
        Map<String, String> defaults = new LinkedHashMap<>();
        defaults.put("devices", "10000");
        defaults.put("attempts", "20");
        defaults.putAll(Rounds.DEFAULTS);
        return defaults;
    }

    @Override
    public Measured measure(Parameters parameters, Consumer<String> progress) {
        int gangs = Math.max(1, parameters.count("devices", 1, 1_000_000) / (PODS * DEVICES_PER_POD));
        int attempts = parameters.count("attempts", 1, 1000);
        List<History> month = new ArrayList<>(gangs * attempts);
        for (int attempt = 1; attempt <= attempts; attempt++) {
            for (int gang = 0; gang < gangs; gang++) {
                month.add(history(gang, attempt, attempts));
            }
        }
        long records = fold(month);
        Rounds rounds = Rounds.of("fold", parameters, () -> Math.min(1, fold(month)), progress);
        return new Measured(
                List.of(
                        Figure.timed("fold-seconds", rounds.secondsEach(), "s", Optional.empty()),
                        Figure.exact("usage-records", BigDecimal.valueOf(records), "", Optional.empty())),
                List.of(
                        "%d devices, %d attempts of 2 pods with 8 devices, 4 edges a pod; one thread."
                                .formatted(gangs * PODS * DEVICES_PER_POD, month.size()),
                        "Edges are in memory; neither reading evidence nor writing the journal is part of it."));
    }

    private static long fold(List<History> month) {
        UsageFold fold = new UsageFold();
        long records = 0;
        for (History history : month) {
            fold.open(history.terms());
            history.observations().forEach(fold::observe);
            records += fold.close(history.terms().attempt(), DIGESTS).size();
        }
        return records;
    }

    private static History history(int gang, int attempt, int attempts) {
        JobId job = new JobId("bench", "job-" + gang, "uid-" + gang);
        AttemptTerms terms = new AttemptTerms(
                new AttemptKey(job, attempt), new TenantId("tenant"), new ContractId("contract"), SITE, PODS);
        long seconds = BillingPeriod.parse("2026-10").interval().lengthMillis() / 1000 / attempts;
        long from = BillingPeriod.parse("2026-10").interval().startMillis() + (attempt - 1) * seconds * 1000;
        long until = from + seconds * 1000;
        List<PodObservation> observations = new ArrayList<>();
        for (int rank = 0; rank < PODS; rank++) {
            NodeName node = new NodeName("node-" + (gang * PODS + rank));
            String uid = job.uid() + "-" + attempt + "-" + rank;
            PodIdentity pod = new PodIdentity(uid, uid, terms.attempt(), rank, node);
            observations.add(new PodObservation(pod, new PodEdge.Bound(from, lanes(node))));
            observations.add(new PodObservation(pod, new PodEdge.Started(from + 60_000 + rank * 5_000L)));
            observations.add(new PodObservation(pod, new PodEdge.Terminated(until - 120_000, EndCause.COMPLETED)));
            observations.add(new PodObservation(pod, new PodEdge.Released(until - 60_000)));
        }
        return new History(terms, observations);
    }

    private static List<HeldLane> lanes(NodeName node) {
        List<HeldLane> lanes = new ArrayList<>();
        for (int device = 0; device < DEVICES_PER_POD; device++) {
            DeviceKey key = new DeviceKey("GPU-" + node + "-" + device);
            lanes.add(HeldLane.whole("nvidia.com/gpu/" + device, AcceleratorModel.NVIDIA_H800, key));
        }
        return lanes;
    }
}
