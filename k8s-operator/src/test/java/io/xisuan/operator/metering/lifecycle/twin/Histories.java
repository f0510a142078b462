package io.xisuan.operator.metering.lifecycle.twin;

import io.xisuan.billing.usage.AttemptKey;
import io.xisuan.model.AcceleratorModel;
import io.xisuan.model.AcceleratorShare;
import io.xisuan.model.ContractId;
import io.xisuan.model.Interval;
import io.xisuan.model.JobId;
import io.xisuan.model.NodeName;
import io.xisuan.model.SiteId;
import io.xisuan.model.TenantId;
import io.xisuan.operator.metering.lifecycle.AttemptTerms;
import io.xisuan.operator.metering.lifecycle.EndCause;
import io.xisuan.operator.metering.lifecycle.NodeSpan;
import io.xisuan.operator.metering.lifecycle.NodeState;
import io.xisuan.operator.metering.lifecycle.Observation;
import io.xisuan.operator.metering.lifecycle.PodEdge;
import io.xisuan.operator.metering.lifecycle.PodHolding;
import io.xisuan.operator.metering.lifecycle.PodIdentity;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.SplittableRandom;
import java.util.TreeSet;

/** Small, nasty histories from seeds: missing and repeated edges, ends before starts, equal times, lost nodes, wrong clocks. */
public final class Histories {
    private static final SiteId SITE = new SiteId("zhongwei");
    private static final AcceleratorShare SEVENTH = new AcceleratorShare(1, 7);
    private static final List<AcceleratorShare> SHARES =
            List.of(new AcceleratorShare(1, 2), new AcceleratorShare(1, 4), new AcceleratorShare(3, 7));
    private static final List<EndCause> CAUSES = List.of(EndCause.values());
    private static final List<NodeState> STATES = List.of(
            NodeState.READY,
            NodeState.READY,
            NodeState.READY,
            NodeState.NOT_READY,
            NodeState.CORDONED,
            NodeState.NOT_OBSERVED);
    private static final List<Long> OFFSETS =
            List.of(0L, 40L, 1_999L, 2_000L, 2_001L, 2_500L, 61_000L, -1_999L, -2_000L, -2_001L, -7_300L);

    /** One resource of one node. */
    record Place(NodeName node, String resource, AcceleratorModel model, AcceleratorShare unit, int lanes) {}

    private final Moments moments;
    private final List<Place> places = new ArrayList<>();
    private final List<PodHolding> pods = new ArrayList<>();
    private final List<Observation> seen = new ArrayList<>();

    private Histories(SplittableRandom random) {
        this.moments = new Moments(random);
    }

    /** Returns the history of this seed, always the same. */
    public static History of(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        Histories history = new Histories(random);
        history.nodes();
        int attempts = history.moments.count(0, 6);
        for (int number = 1; number <= attempts; number++) {
            history.attempt(number);
        }
        history.places.forEach(place -> new Owners(history.moments, history.seen).observe(place, history.pods));
        return new History(seed, SITE, history.moments.window(), history.seen);
    }

    private void nodes() {
        int nodes = moments.count(1, 4);
        for (int n = 0; n < nodes; n++) {
            NodeName node = new NodeName("node-" + n);
            int lanes = moments.chance(4) ? 12 : moments.count(1, 8);
            if (moments.chance(80)) {
                places.add(
                        new Place(node, "nvidia.com/gpu", AcceleratorModel.NVIDIA_H800, AcceleratorShare.WHOLE, lanes));
            }
            if (moments.chance(30)) {
                places.add(new Place(node, "nvidia.com/mig-1g.10gb", AcceleratorModel.NVIDIA_A100, SEVENTH, lanes));
            }
            int offsets = moments.chance(60) ? 0 : moments.count(1, 4);
            for (int i = 0; i < offsets; i++) {
                seen.add(new Observation.ClockOffset(node, moments.unaligned(), moments.of(OFFSETS)));
            }
        }
        places.stream().filter(place -> moments.chance(92)).forEach(this::spans);
    }

    private void spans(Place place) {
        TreeSet<Long> cuts = new TreeSet<>();
        int spans = moments.count(1, 5);
        while (cuts.size() <= spans) {
            cuts.add(moments.unaligned());
        }
        if (moments.chance(60)) {
            cuts.add(cuts.removeFirst() - 400_000_000);
            cuts.add(cuts.removeLast() + 400_000_000);
        }
        int devices = place.lanes();
        int foreign = 0;
        long from = cuts.removeFirst();
        for (long until : cuts) {
            devices = moments.chance(75) ? devices : moments.count(1, place.lanes());
            foreign = moments.chance(50) ? foreign : moments.count(0, devices);
            int healthy = moments.chance(70) ? devices : moments.count(0, devices);
            if (moments.chance(85)) {
                Interval span = new Interval(from, until);
                seen.add(new Observation.NodeSeen(new NodeSpan(
                        place.node(),
                        place.resource(),
                        place.model(),
                        place.unit(),
                        devices,
                        healthy,
                        foreign,
                        moments.of(STATES),
                        span)));
            }
            from = until;
        }
    }

    private void attempt(int number) {
        if (places.isEmpty()) {
            return;
        }
        AttemptKey attempt = new AttemptKey(new JobId("team", "train-" + number % 3, "job-" + number % 3), number);
        int ranks = moments.chance(40) ? 1 : moments.count(1, 4);
        if (!moments.wrong()) {
            seen.add(new Observation.Opened(
                    new AttemptTerms(attempt, new TenantId("acme"), new ContractId("c-" + number % 2), SITE, ranks)));
        }
        long from = moments.any();
        for (int rank = 0; rank < ranks; rank++) {
            int times = moments.wrong() ? 0 : moments.chance(88) ? 1 : 2;
            for (int time = 0; time < times; time++) {
                pod(attempt, rank, from);
            }
        }
    }

    private void pod(AttemptKey attempt, int rank, long from) {
        Place place = moments.of(places);
        String uid = "%d-%d".formatted(moments.count(1, 9), pods.size());
        PodIdentity pod = new PodIdentity(uid, "pod-" + pods.size(), attempt, rank, place.node());
        boolean wholeUnit = moments.chance(70) || !place.unit().whole();
        AcceleratorShare share = wholeUnit ? place.unit() : moments.of(SHARES);
        int devices = moments.count(1, place.lanes() > 8 ? 12 : 4);
        PodHolding holding = new PodHolding(pod, place.resource(), devices, place.model(), share);
        pods.add(holding);
        edges(from).forEach(edge -> seen.add(new Observation.PodSeen(holding, edge)));
    }

    private List<PodEdge> edges(long from) {
        List<PodEdge> edges = new ArrayList<>();
        long bound = moments.after(from);
        if (!moments.wrong()) {
            edges.add(new PodEdge.Bound(bound, List.of()));
        }
        if (moments.wrong()) {
            edges.add(new PodEdge.Bound(moments.after(bound), List.of()));
        }
        long last = bound;
        int starts = moments.chance(88) ? 1 : moments.wrong() ? 0 : moments.count(1, 3);
        for (int i = 0; i < starts; i++) {
            last = moments.after(last);
            edges.add(new PodEdge.Started(last));
        }
        last = moments.after(last);
        int ends = moments.chance(75) ? 1 : moments.count(0, 2);
        for (int i = 0; i < ends; i++) {
            last = moments.after(last);
            edges.add(new PodEdge.Terminated(last, moments.chance(60) ? EndCause.COMPLETED : moments.of(CAUSES)));
        }
        if (moments.chance(4) || moments.wrong()) {
            edges.add(lost(last));
        }
        if (moments.chance(80)) {
            edges.add(new PodEdge.Released(moments.after(last)));
        }
        return edges;
    }

    private PodEdge lost(long last) {
        OptionalLong evidence = moments.chance(50)
                ? OptionalLong.empty()
                : OptionalLong.of(moments.after(last) + moments.count(0, 999));
        return new PodEdge.NodeLost(moments.after(last) + moments.count(0, 999), evidence);
    }
}
