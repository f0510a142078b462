package io.xisuan.operator.metering.lifecycle;

import io.xisuan.billing.usage.AttemptKey;
import io.xisuan.billing.usage.UnbilledReason;
import io.xisuan.billing.usage.UsageInterval;
import io.xisuan.model.AcceleratorModel;
import io.xisuan.model.AcceleratorShare;
import io.xisuan.model.ContractId;
import io.xisuan.model.DeviceKey;
import io.xisuan.model.Interval;
import io.xisuan.model.JobId;
import io.xisuan.model.NodeName;
import io.xisuan.model.SiteId;
import io.xisuan.model.TenantId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** A small site on one day, told in observations. */
final class RuleScene {
    static final SiteId SITE = new SiteId("zhongwei");
    static final String GPU = "nvidia.com/gpu";
    static final NodeName NODE = new NodeName("n1");

    final List<Observation> observations = new ArrayList<>();

    static long at(String clock) {
        return Instant.parse("2026-10-07T" + clock + "+08:00").toEpochMilli();
    }

    static Interval span(String from, String until) {
        return new Interval(at(from), at(until));
    }

    RuleScene add(Observation observation) {
        observations.add(observation);
        return this;
    }

    /** The node has so many devices all day. */
    RuleScene node(int devices) {
        return node(devices, devices, 0, NodeState.READY, span("00:00:00", "23:00:00"));
    }

    RuleScene node(int devices, int healthy, int foreign, NodeState state, Interval interval) {
        return add(new Observation.NodeSeen(new NodeSpan(
                NODE,
                GPU,
                AcceleratorModel.NVIDIA_A800,
                AcceleratorShare.WHOLE,
                devices,
                healthy,
                foreign,
                state,
                interval)));
    }

    RuleScene job(String job, int pods) {
        return add(new Observation.Opened(
                new AttemptTerms(attempt(job), new TenantId("yunling"), new ContractId("c-1"), SITE, pods)));
    }

    static AttemptKey attempt(String job) {
        return new AttemptKey(new JobId("team", job, "uid-" + job), 1);
    }

    static PodHolding pod(String job, String uid, int rank, int devices) {
        return new PodHolding(
                new PodIdentity(uid, job + "-1-" + rank, attempt(job), rank, NODE),
                GPU,
                devices,
                AcceleratorModel.NVIDIA_A800,
                AcceleratorShare.WHOLE);
    }

    RuleScene seen(PodHolding pod, PodEdge edge) {
        return add(new Observation.PodSeen(pod, edge));
    }

    RuleScene bound(PodHolding pod, String clock) {
        return seen(pod, new PodEdge.Bound(at(clock), List.of()));
    }

    RuleScene started(PodHolding pod, String clock) {
        return seen(pod, new PodEdge.Started(at(clock)));
    }

    RuleScene ended(PodHolding pod, String clock) {
        return seen(pod, new PodEdge.Terminated(at(clock), EndCause.COMPLETED))
                .seen(pod, new PodEdge.Released(at(clock)));
    }

    RuleScene lost(PodHolding pod, String lease, Optional<String> evidence) {
        return seen(
                pod,
                new PodEdge.NodeLost(
                        at(lease), evidence.isPresent() ? OptionalLong.of(at(evidence.get())) : OptionalLong.empty()));
    }

    RuleScene owner(String device, String uid, String... clocks) {
        for (String clock : clocks) {
            add(new Observation.OwnerSeen(NODE, GPU, new DeviceKey(device), uid, at(clock)));
        }
        return this;
    }

    SiteTime fold() {
        return MeteringFold.fold(SITE, span("00:00:00", "23:00:00"), observations);
    }

    /** Returns the billed seconds of one job. */
    long billed(String job) {
        return seconds(job, Optional.empty());
    }

    /** Returns the seconds of one job that are held for one reason. */
    long held(String job, UnbilledReason reason) {
        return seconds(job, Optional.of(reason));
    }

    private long seconds(String job, Optional<UnbilledReason> reason) {
        return fold().held().stream()
                        .filter(used ->
                                used.job().name().equals(job) && used.reason().equals(reason))
                        .mapToLong((UsageInterval used) -> used.quantity().value())
                        .sum()
                / 1000;
    }

    /** Returns the seconds of a class that none of our jobs holds. */
    long rest(LaneClass laneClass) {
        return fold().rest().stream()
                        .filter(left -> left.laneClass() == laneClass)
                        .mapToLong(left -> left.interval().lengthMillis())
                        .sum()
                / 1000;
    }

    List<FoldFinding.Kind> findings() {
        return fold().findings().stream().map(FoldFinding::kind).distinct().toList();
    }
}
