package io.xisuan.operator.metering.lifecycle;

import io.xisuan.billing.usage.AttemptKey;
import io.xisuan.model.AcceleratorModel;
import io.xisuan.model.ContractId;
import io.xisuan.model.DeviceKey;
import io.xisuan.model.JobId;
import io.xisuan.model.NodeName;
import io.xisuan.model.SiteId;
import io.xisuan.model.TenantId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** A gang of two pods with two devices each, on two nodes. */
final class LifecycleFixtures {
    static final SiteId SITE = new SiteId("zhongwei");
    static final AttemptKey ATTEMPT = new AttemptKey(new JobId("team", "train", "uid-1"), 1);
    static final AttemptTerms TERMS = new AttemptTerms(ATTEMPT, new TenantId("acme"), new ContractId("c-1"), SITE, 2);
    static final EvidenceDigests NO_EVIDENCE = (site, node, lane, interval) -> "0".repeat(64);

    private LifecycleFixtures() {}

    static long at(String clock) {
        return Instant.parse("2026-10-05T" + clock + "+08:00").toEpochMilli();
    }

    static PodIdentity pod(int rank) {
        return new PodIdentity("pod-" + rank, "train-1-" + rank, ATTEMPT, rank, new NodeName("node-" + rank));
    }

    static PodObservation seen(int rank, PodEdge edge) {
        return new PodObservation(pod(rank), edge);
    }

    static PodEdge bound(int rank, String clock) {
        List<HeldLane> lanes = new ArrayList<>();
        for (int i = 0; i < 2; i++) {
            lanes.add(HeldLane.whole(
                    "nvidia.com/gpu/" + i, AcceleratorModel.NVIDIA_H800, new DeviceKey("GPU-" + rank + "-" + i)));
        }
        return new PodEdge.Bound(at(clock), lanes);
    }

    /** Bound at 10:00:00 and 10:00:05, running at 10:01:00 and 10:02:00, ended at 12:00 and 12:01, released at 12:02. */
    static List<PodObservation> plainLife() {
        return List.of(
                seen(0, bound(0, "10:00:00")),
                seen(1, bound(1, "10:00:05")),
                seen(0, new PodEdge.Started(at("10:01:00"))),
                seen(1, new PodEdge.Started(at("10:02:00"))),
                seen(0, new PodEdge.Terminated(at("12:00:00"), EndCause.COMPLETED)),
                seen(1, new PodEdge.Terminated(at("12:01:00"), EndCause.COMPLETED)),
                seen(0, new PodEdge.Released(at("12:02:00"))),
                seen(1, new PodEdge.Released(at("12:02:00"))));
    }
}
