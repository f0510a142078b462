package io.xisuan.operator.metering.live;

import io.xisuan.billing.usage.AttemptKey;
import io.xisuan.model.AcceleratorModel;
import io.xisuan.model.ClusterId;
import io.xisuan.model.ContractId;
import io.xisuan.model.JobId;
import io.xisuan.model.NodeName;
import io.xisuan.model.SiteId;
import io.xisuan.model.TenantId;
import io.xisuan.operator.metering.lifecycle.AttemptTerms;
import io.xisuan.operator.observe.ForeignLoad;
import io.xisuan.operator.observe.ObservedCluster;
import io.xisuan.operator.observe.ObservedNode;
import io.xisuan.operator.observe.ObservedPod;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeMap;

/** A made-up history of gangs on a few nodes, as a scheduler that never oversells would let it happen. */
record GangHistory(List<MeteredAttempt> attempts, List<PodLife> lives) {
    static final SiteId SITE = new SiteId("zhongwei");
    static final String RESOURCE = "nvidia.com/gpu";
    static final int NODES = 3;
    static final int DEVICES = 4;
    static final long START = Instant.parse("2026-10-05T20:00:00+08:00").toEpochMilli();
    static final long DAY = 86_400_000;

    static GangHistory random(SplittableRandom random, long skewMillis) {
        List<MeteredAttempt> attempts = new ArrayList<>();
        List<PodLife> lives = new ArrayList<>();
        long at = START;
        for (int number = 1; number <= 12; number++) {
            AttemptKey key = new AttemptKey(new JobId("team", "job-%02d".formatted(number), "job-uid-" + number), 1);
            int pods = 1 + random.nextInt(4);
            int devices = 1 + random.nextInt(DEVICES);
            attempts.add(new MeteredAttempt(
                    new AttemptTerms(key, new TenantId("acme"), new ContractId("c-1"), SITE, pods),
                    AcceleratorModel.NVIDIA_H800,
                    RESOURCE,
                    devices));
            long longest = random.nextInt(3) == 0 ? 2 * DAY : 3 * 3_600_000;
            for (int rank = 0; rank < pods; rank++) {
                PodLife life = place(new Draw(key, rank, devices, longest, skewMillis), at, random, attempts, lives);
                lives.add(life);
                at = Math.max(at, life.boundMillis() - 5_000);
            }
            at += random.nextLong(2 * 3_600_000);
        }
        return new GangHistory(List.copyOf(attempts), List.copyOf(lives));
    }

    private record Draw(AttemptKey key, int rank, int devices, long longestMillis, long skewMillis) {}

    private static PodLife place(
            Draw draw, long from, SplittableRandom random, List<MeteredAttempt> attempts, List<PodLife> lives) {
        long bound = from + random.nextInt(5_000);
        long pull = random.nextInt(90_000);
        long run = 10_000 + random.nextLong(draw.longestMillis());
        int first = random.nextInt(NODES);
        boolean failed = random.nextInt(8) == 0;
        while (true) {
            for (int i = 0; i < NODES; i++) {
                int node = (first + i) % NODES;
                long ahead = (node - 1) * draw.skewMillis();
                PodLife life = new PodLife(
                        draw.key(), draw.rank(), node(node), bound, bound + pull, bound + pull + run, failed, ahead);
                if (held(life, attempts, lives) + draw.devices() <= DEVICES) {
                    return life;
                }
            }
            bound = nextEnd(bound, lives) + random.nextInt(800);
        }
    }

    /** Devices are taken again within the second in which they were given back. */
    private static long nextEnd(long afterMillis, List<PodLife> lives) {
        return lives.stream()
                .mapToLong(PodLife::finishedMillis)
                .filter(end -> end > afterMillis)
                .min()
                .orElseThrow();
    }

    private static int held(PodLife life, List<MeteredAttempt> attempts, List<PodLife> lives) {
        TreeMap<AttemptKey, Integer> devices = new TreeMap<>();
        attempts.forEach(attempt -> devices.put(attempt.key(), attempt.devicesPerWorker()));
        return lives.stream()
                .filter(other -> other.node().equals(life.node())
                        && other.boundMillis() < life.finishedMillis()
                        && life.boundMillis() < other.finishedMillis())
                .mapToInt(other -> devices.getOrDefault(other.attempt(), 0))
                .sum();
    }

    long endMillis() {
        return lives.stream().mapToLong(PodLife::finishedMillis).max().orElseThrow();
    }

    List<PodLife> livesOf(AttemptKey attempt) {
        return lives.stream().filter(life -> life.attempt().equals(attempt)).toList();
    }

    /** Returns what an observer sees at an instant; pods whose finalizer was released are no longer there. */
    ObservedCluster at(long nowMillis, Set<String> releasedUids) {
        List<ObservedPod> pods = lives.stream()
                .filter(life -> life.exists(nowMillis) && !releasedUids.contains(life.uid()))
                .map(life -> life.at(nowMillis))
                .sorted(ObservedPod.ORDER)
                .toList();
        List<ObservedNode> nodes = new ArrayList<>();
        for (int number = 0; number < NODES; number++) {
            nodes.add(node(number, nowMillis));
        }
        return cluster(nodes, pods, List.of());
    }

    static ObservedCluster cluster(List<ObservedNode> nodes, List<ObservedPod> pods, List<ObservedPod> gone) {
        return new ObservedCluster(
                new ClusterId("east"), 1, true, nodes, pods, gone, List.of(), ForeignLoad.NONE, new TreeMap<>());
    }

    static ObservedNode node(int number, long leaseMillis) {
        return node(number, leaseMillis, true);
    }

    /** Returns a node as the node controller leaves it when its lease grew old. */
    static ObservedNode silent(int number, long leaseMillis) {
        return node(number, leaseMillis, false);
    }

    /** Returns a node with a lease that lasts longer than usual. */
    static ObservedNode seldom(int number, long leaseMillis, long lastsMillis) {
        ObservedNode usual = node(number, leaseMillis);
        return new ObservedNode(
                usual.name(),
                usual.uid(),
                usual.labels(),
                usual.allocatable(),
                usual.ready(),
                usual.unheard(),
                usual.schedulable(),
                usual.leaseRenewedMillis(),
                lastsMillis,
                usual.foreign(),
                usual.address(),
                usual.exporters(),
                usual.registrations(),
                usual.claimable());
    }

    private static ObservedNode node(int number, long leaseMillis, boolean ready) {
        TreeMap<String, Long> allocatable = new TreeMap<>();
        allocatable.put(RESOURCE, (long) DEVICES);
        return new ObservedNode(
                node(number),
                "node-uid-" + number,
                new TreeMap<>(),
                allocatable,
                ready,
                true,
                OptionalLong.of(leaseMillis),
                ForeignLoad.NONE,
                Optional.empty(),
                Optional.empty());
    }

    static NodeName node(int number) {
        return new NodeName("node-" + number);
    }
}
