package io.xisuan.operator.loop;

import io.xisuan.billing.usage.AttemptKey;
import io.xisuan.model.ClusterId;
import io.xisuan.model.JobId;
import io.xisuan.model.NodeName;
import io.xisuan.operator.act.ActAnswer;
import io.xisuan.operator.act.AttemptMark;
import io.xisuan.operator.act.ClusterActs;
import io.xisuan.operator.act.GangOrder;
import io.xisuan.operator.act.NamedObject;
import io.xisuan.operator.act.PodOrder;
import io.xisuan.operator.act.Presence;
import io.xisuan.operator.act.Swept;
import io.xisuan.operator.observe.ClusterView;
import io.xisuan.operator.observe.ForeignLoad;
import io.xisuan.operator.observe.ForeignWish;
import io.xisuan.operator.observe.ObservedCluster;
import io.xisuan.operator.observe.ObservedNode;
import io.xisuan.operator.observe.ObservedPod;
import io.xisuan.operator.observe.ObserverHealth;
import io.xisuan.operator.observe.PodEnd;
import io.xisuan.operator.observe.PodMarks;
import io.xisuan.operator.observe.PodName;
import io.xisuan.operator.observe.PodPhase;
import io.xisuan.operator.observe.PodTimes;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.UnaryOperator;

/**
 * A cluster that lives in memory: a pod that is created is bound and runs at once, and ends well after the seconds that its annotation
 * says. Half of the nodes are at site east, half at west, and pods of others hold CPU on each.
 */
final class FakeCluster implements ClusterView, ClusterActs {
    private static final String RUN_FOR = "testbed.xisuan.io/run-for";
    private static final ForeignLoad OTHERS = new ForeignLoad(10, new TreeMap<>(), 1_000, 1_024);

    private record Pod(ObservedPod seen, long endsMillis) {}

    private final ClusterId id;
    private final InstantSource clock;
    private List<ObservedNode> nodes;
    private List<ForeignWish> wishes = List.of();
    private final TreeMap<String, Pod> pods = new TreeMap<>();
    private long generation = 1;
    private final TreeSet<JobId> removed = new TreeSet<>();
    private final TreeSet<String> removedInquiries = new TreeSet<>();
    private long started;
    private boolean mute;
    private Optional<ObservedCluster> last = Optional.empty();

    FakeCluster(ClusterId id, InstantSource clock, int nodes) {
        this.id = id;
        this.clock = clock;
        List<ObservedNode> made = new ArrayList<>();
        for (int i = 0; i < nodes; i++) {
            made.add(node(i));
        }
        this.nodes = List.copyOf(made);
    }

    private static ObservedNode node(int i) {
        TreeMap<String, String> labels = new TreeMap<>();
        labels.put("xisuan.io/site", i % 2 == 0 ? "east" : "west");
        labels.put("xisuan.io/accelerator", "nvidia-h800-80g");
        String name = "node-%05d".formatted(i);
        labels.put("kubernetes.io/hostname", name);
        TreeMap<String, Long> allocatable = new TreeMap<>();
        allocatable.put("cpu", 128_000L);
        allocatable.put("memory", 1_048_576L);
        allocatable.put("pods", 110L);
        allocatable.put("nvidia.com/gpu", 8L);
        return new ObservedNode(
                new NodeName(name),
                "uid-" + name,
                labels,
                allocatable,
                true,
                true,
                OptionalLong.empty(),
                OTHERS,
                Optional.empty(),
                Optional.empty());
    }

    /** Has a node change. */
    synchronized void node(int number, UnaryOperator<ObservedNode> change) {
        List<ObservedNode> next = new ArrayList<>(nodes);
        next.set(number, change.apply(nodes.get(number)));
        nodes = List.copyOf(next);
        changed();
    }

    /** Has pods of others wait for devices. */
    synchronized void asksFor(ForeignWish... waiting) {
        wishes = List.of(waiting);
        changed();
    }

    /** Ends what has run its time. */
    synchronized void live() {
        long now = clock.millis();
        for (Pod pod : List.copyOf(pods.values())) {
            if (pod.endsMillis() <= now && !pod.seen().phase().terminal()) {
                put(
                        pod.seen(),
                        PodPhase.SUCCEEDED,
                        OptionalLong.of(pod.endsMillis()),
                        pod.seen().meteringFinalizer());
            }
        }
    }

    private void put(ObservedPod pod, PodPhase phase, OptionalLong ended, boolean finalizer) {
        PodTimes times = new PodTimes(
                pod.createdMillis(), pod.scheduledMillis(), pod.startedMillis(), ended, pod.deletionMillis());
        ObservedPod next = new ObservedPod(
                pod.id(),
                pod.marks(),
                pod.node(),
                phase,
                times,
                ended.isPresent() ? new PodEnd(OptionalInt.of(0), "Completed", "") : PodEnd.NONE,
                finalizer,
                Optional.empty(),
                false);
        pods.computeIfPresent(pod.uid(), (uid, old) -> new Pod(next, old.endsMillis()));
        changed();
    }

    private static ObservedPod deleted(ObservedPod pod, long atMillis) {
        PodTimes times = new PodTimes(
                pod.createdMillis(),
                pod.scheduledMillis(),
                pod.startedMillis(),
                pod.finishedMillis(),
                OptionalLong.of(atMillis));
        return new ObservedPod(
                pod.id(),
                pod.marks(),
                pod.node(),
                pod.phase(),
                times,
                pod.end(),
                pod.meteringFinalizer(),
                Optional.empty(),
                false);
    }

    private void changed() {
        generation++;
        last = Optional.empty();
    }

    /** From now on nobody learns that a gang was created. */
    synchronized void losesAnswers() {
        mute = true;
    }

    /** Has one more pod of the attempt of a pod appear that runs, as if its creation had taken long. */
    synchronized void appearsLate(String name) {
        ObservedPod like = pods.values().stream()
                .map(Pod::seen)
                .filter(pod -> pod.name().equals(name))
                .findFirst()
                .orElseThrow();
        long now = clock.millis() / 1000 * 1000;
        ObservedPod late = new ObservedPod(
                new PodName(like.namespace(), name + "-late", like.uid() + "-late"),
                like.marks(),
                like.node(),
                PodPhase.RUNNING,
                new PodTimes(
                        now, OptionalLong.of(now), OptionalLong.of(now), OptionalLong.empty(), OptionalLong.empty()),
                PodEnd.NONE,
                true,
                Optional.empty(),
                false);
        pods.put(late.uid(), new Pod(late, Long.MAX_VALUE));
        changed();
    }

    synchronized long started() {
        return started;
    }

    @Override
    public synchronized ObservedCluster snapshot() {
        ObservedCluster seen = last.orElseGet(() -> new ObservedCluster(
                id,
                generation,
                true,
                nodes,
                pods.values().stream().map(Pod::seen).sorted(ObservedPod.ORDER).toList(),
                List.of(),
                List.of(),
                ForeignLoad.NONE,
                new TreeMap<>(),
                wishes));
        last = Optional.of(seen);
        return seen;
    }

    @Override
    public void acknowledge(Set<String> uids) {}

    @Override
    public ObserverHealth health() {
        return new ObserverHealth(true, 0, Optional.empty(), OptionalLong.empty());
    }

    @Override
    public synchronized ActAnswer start(GangOrder order) {
        long now = clock.millis() / 1000 * 1000;
        String runFor = order.annotations().getOrDefault(RUN_FOR, "3600s");
        long ends = now + 1000 * Long.parseLong(runFor.substring(0, runFor.length() - 1));
        for (PodOrder worker : order.pods()) {
            AttemptKey attempt = order.attempt();
            String name = "%s-%d-%d".formatted(attempt.job().name(), attempt.attempt(), worker.rank());
            ObservedPod pod = new ObservedPod(
                    new PodName(attempt.job().namespace(), name, "pod-" + name),
                    new PodMarks(
                            attempt.job().uid(),
                            attempt.job().name(),
                            attempt.attempt(),
                            worker.rank(),
                            1,
                            Optional.of(order.site().value())),
                    Optional.of(worker.node()),
                    PodPhase.RUNNING,
                    new PodTimes(
                            now,
                            OptionalLong.of(now),
                            OptionalLong.of(now),
                            OptionalLong.empty(),
                            OptionalLong.empty()),
                    PodEnd.NONE,
                    true,
                    Optional.empty(),
                    false);
            pods.putIfAbsent(pod.uid(), new Pod(pod, ends));
        }
        started++;
        changed();
        return mute ? new ActAnswer.Unreachable("no answer") : ActAnswer.DONE;
    }

    @Override
    public synchronized ActAnswer stop(AttemptKey attempt, long graceSeconds, Set<String> ended) {
        for (Pod pod : List.copyOf(pods.values())) {
            if (pod.seen().jobUid().equals(attempt.job().uid())
                    && pod.seen().attempt() == attempt.attempt()
                    && !ended.contains(pod.seen().uid())) {
                long now = clock.millis() / 1000 * 1000;
                put(deleted(pod.seen(), now), PodPhase.SUCCEEDED, OptionalLong.of(now), true);
            }
        }
        return ActAnswer.DONE;
    }

    @Override
    public synchronized ActAnswer signal(AttemptKey attempt, long byMillis, Set<String> told) {
        return ActAnswer.DONE;
    }

    @Override
    public synchronized ActAnswer removeInquiry(String namespace, String name, String uid) {
        removedInquiries.add(namespace + "/" + name);
        return ActAnswer.DONE;
    }

    /** Returns the inquiries that were deleted because their time was over, as {@code namespace/name}. */
    synchronized Set<String> removedInquiries() {
        return new TreeSet<>(removedInquiries);
    }

    @Override
    public synchronized ActAnswer remove(JobId job) {
        removed.add(job);
        return ActAnswer.DONE;
    }

    /** Returns the jobs that were deleted because their time to live was over. */
    synchronized Set<JobId> removed() {
        return new TreeSet<>(removed);
    }

    @Override
    public synchronized ActAnswer releaseFinalizer(String namespace, String podName, String podUid) {
        Pod pod = pods.get(podUid);
        if (pod != null) {
            put(pod.seen(), pod.seen().phase(), pod.seen().finishedMillis(), false);
        }
        return ActAnswer.DONE;
    }

    @Override
    public Swept sweep(SortedSet<AttemptMark> live) {
        return new Swept(0, 0, 0, ActAnswer.DONE);
    }

    @Override
    public ActAnswer writeFile(AttemptKey attempt, String file, String text) {
        return ActAnswer.DONE;
    }

    @Override
    public Presence presence(NamedObject object) {
        return new Presence.There(Optional.empty());
    }
}
