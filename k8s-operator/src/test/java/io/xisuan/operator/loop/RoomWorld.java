package io.xisuan.operator.loop;

import io.xisuan.billing.usage.AttemptKey;
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
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;

/**
 * A cluster in memory in which leaving takes time: a gang that is told to stop ends with exit code 143 once its grace is over, and
 * until then holds its devices. The one who acts can be killed before or after any of its deeds.
 */
final class RoomWorld implements ClusterView, ClusterActs {
    /** The end of the process that acted. */
    static final class Killed extends Error {
        private static final long serialVersionUID = 1L;
    }

    private record Pod(ObservedPod seen, int devices, long endsMillis, OptionalLong leavesMillis) {}

    private final InstantSource clock;
    private final ObservedCluster outline;
    private final TreeMap<String, Pod> pods = new TreeMap<>();
    private long generation = 1;
    /** After so many deeds the one who acts is killed; before the deed where it is odd. */
    private int deedsLeft = Integer.MAX_VALUE;

    /**
     * @param outline nodes of eight devices
     */
    RoomWorld(InstantSource clock, ObservedCluster outline) {
        this.clock = clock;
        this.outline = outline;
    }

    void killAfter(int deeds) {
        deedsLeft = deeds;
    }

    private ActAnswer deed(Runnable deed) {
        boolean dies = deedsLeft-- == 0;
        boolean before = dies && clock.millis() % 2 == 0;
        if (!before) {
            deed.run();
            generation++;
        }
        if (dies) {
            throw new Killed();
        }
        return ActAnswer.DONE;
    }

    /** Ends what has run its time or used up its grace. */
    void live() {
        long now = clock.millis();
        for (Pod pod : List.copyOf(pods.values())) {
            long ends = Math.min(pod.endsMillis(), pod.leavesMillis().orElse(Long.MAX_VALUE));
            if (ends <= now && !pod.seen().phase().terminal()) {
                boolean well = ends == pod.endsMillis();
                end(pod, ends / 1000 * 1000, well);
                generation++;
            }
        }
    }

    private void end(Pod pod, long atMillis, boolean well) {
        ObservedPod seen = pod.seen();
        put(
                pod,
                with(
                        seen,
                        well ? PodPhase.SUCCEEDED : PodPhase.FAILED,
                        OptionalLong.of(Math.max(atMillis, seen.startedMillis().orElse(0))),
                        well
                                ? new PodEnd(OptionalInt.of(0), "Completed", "")
                                : new PodEnd(OptionalInt.of(143), "Error", ""),
                        seen.meteringFinalizer()),
                pod.leavesMillis());
    }

    private void put(Pod pod, ObservedPod seen, OptionalLong leaves) {
        pods.put(seen.uid(), new Pod(seen, pod.devices(), pod.endsMillis(), leaves));
    }

    private static ObservedPod with(
            ObservedPod pod, PodPhase phase, OptionalLong ended, PodEnd end, boolean finalizer) {
        PodTimes times = new PodTimes(
                pod.createdMillis(), pod.scheduledMillis(), pod.startedMillis(), ended, pod.deletionMillis());
        return new ObservedPod(
                pod.id(), pod.marks(), pod.node(), phase, times, end, finalizer, Optional.empty(), false);
    }

    /** Returns how many devices of each node are held by pods that have not ended. */
    SortedMap<NodeName, Integer> held() {
        TreeMap<NodeName, Integer> held = new TreeMap<>();
        pods.values().stream()
                .filter(pod -> !pod.seen().phase().terminal())
                .forEach(pod -> held.merge(pod.seen().node().orElseThrow(), pod.devices(), Integer::sum));
        return held;
    }

    /** Returns how many pods that have not ended each attempt has. */
    SortedMap<String, Integer> gangs() {
        TreeMap<String, Integer> gangs = new TreeMap<>();
        pods.values().stream()
                .filter(pod -> !pod.seen().phase().terminal())
                .forEach(pod ->
                        gangs.merge(pod.seen().jobUid() + "#" + pod.seen().attempt(), 1, Integer::sum));
        return gangs;
    }

    @Override
    public ObservedCluster snapshot() {
        return new ObservedCluster(
                outline.cluster(),
                generation,
                true,
                outline.nodes(),
                pods.values().stream().map(Pod::seen).sorted(ObservedPod.ORDER).toList(),
                List.of(),
                List.of(),
                ForeignLoad.NONE,
                new TreeMap<>());
    }

    @Override
    public void acknowledge(Set<String> uids) {}

    @Override
    public ObserverHealth health() {
        return new ObserverHealth(true, 0, Optional.empty(), OptionalLong.empty());
    }

    @Override
    public ActAnswer start(GangOrder order) {
        return deed(() -> order.pods().forEach(worker -> create(order, worker)));
    }

    private void create(GangOrder order, PodOrder worker) {
        long now = clock.millis() / 1000 * 1000;
        String runFor = order.annotations().getOrDefault("testbed.xisuan.io/run-for", "3600s");
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
                        now, OptionalLong.of(now), OptionalLong.of(now), OptionalLong.empty(), OptionalLong.empty()),
                PodEnd.NONE,
                true,
                Optional.empty(),
                false);
        long ends = now + 1000 * Long.parseLong(runFor.substring(0, runFor.length() - 1));
        pods.putIfAbsent(pod.uid(), new Pod(pod, 8, ends, OptionalLong.empty()));
    }

    @Override
    public ActAnswer stop(AttemptKey attempt, long graceSeconds, Set<String> ended) {
        return deed(() -> {
            for (Pod pod : List.copyOf(pods.values())) {
                if (pod.seen().jobUid().equals(attempt.job().uid())
                        && pod.seen().attempt() == attempt.attempt()
                        && pod.leavesMillis().isEmpty()
                        && !ended.contains(pod.seen().uid())) {
                    put(pod, pod.seen(), OptionalLong.of(clock.millis() + 1000 * graceSeconds));
                }
            }
        });
    }

    @Override
    public ActAnswer signal(AttemptKey attempt, long byMillis, Set<String> told) {
        return ActAnswer.DONE;
    }

    @Override
    public ActAnswer remove(JobId job) {
        return ActAnswer.DONE;
    }

    @Override
    public ActAnswer removeInquiry(String namespace, String name, String uid) {
        return ActAnswer.DONE;
    }

    @Override
    public ActAnswer releaseFinalizer(String namespace, String podName, String podUid) {
        return deed(() -> Optional.ofNullable(pods.get(podUid)).ifPresent(pod -> {
            ObservedPod seen = pod.seen();
            put(pod, with(seen, seen.phase(), seen.finishedMillis(), seen.end(), false), pod.leavesMillis());
        }));
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

    List<ObservedNode> nodes() {
        return outline.nodes();
    }
}
