package io.xisuan.operator.metering.live;

import io.xisuan.billing.usage.UsageInterval;
import io.xisuan.model.Interval;
import io.xisuan.model.NodeName;
import io.xisuan.operator.metering.lifecycle.PodIdentity;
import io.xisuan.operator.observe.ObservedPod;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;

/** One attempt that is being metered: its pods, and what the journal has of it. */
final class OpenAttempt {
    private static final long LAST_MILLIS =
            Instant.parse("9999-12-31T23:59:59.999Z").toEpochMilli();

    private final MeteredAttempt metered;
    private final TreeMap<String, WatchedPod> pods = new TreeMap<>();
    private final List<UsageInterval> recorded = new ArrayList<>();
    private boolean complete;
    private boolean vanished;
    private boolean closed;
    private long closedThroughMillis;
    private long outageFromMillis = Long.MAX_VALUE;

    OpenAttempt(MeteredAttempt metered) {
        this.metered = metered;
    }

    MeteredAttempt metered() {
        return metered;
    }

    void see(ObservedPod pod, boolean gone, OptionalLong lostLeaseMillis) {
        pods.computeIfAbsent(pod.uid(), uid -> new WatchedPod(pod, lostLeaseMillis))
                .see(pod, gone);
    }

    /** Notes that pods which were there before are not among those of the cluster now. */
    void keepOnly(Set<String> uids) {
        pods.forEach((uid, pod) -> {
            if (!uids.contains(uid)) {
                pod.vanish();
            }
        });
    }

    Collection<WatchedPod> pods() {
        return pods.values();
    }

    Optional<WatchedPod> pod(String uid) {
        return Optional.ofNullable(pods.get(uid));
    }

    /** Notes that no further pods will be created. */
    void complete() {
        complete = true;
    }

    /** Notes that a pod of which the journal has usage is no longer there. */
    void podsVanished() {
        vanished = true;
    }

    boolean vanished() {
        return vanished;
    }

    /** Returns whether nothing more can come of any of its pods. */
    boolean over() {
        return (complete || vanished || ranks().size() >= metered.terms().pods())
                && pods.values().stream().allMatch(pod -> pod.facts().over());
    }

    private Set<Integer> ranks() {
        TreeSet<Integer> ranks = new TreeSet<>();
        pods.values().forEach(pod -> ranks.add(pod.last().rank()));
        return ranks;
    }

    boolean held() {
        return pods.values().stream().anyMatch(pod -> pod.facts().held());
    }

    /** Returns the first pod of which that is so. */
    Optional<MeterStep.BrokenPod> broken(Predicate<WatchedPod> how) {
        return pods.values().stream()
                .filter(how)
                .findFirst()
                .map(pod -> new MeterStep.BrokenPod(metered.key(), pod.last()));
    }

    /** Notes from when on it ran past its money while no operator was there; the earliest instant counts. */
    void outage(long fromMillis) {
        outageFromMillis = Math.min(outageFromMillis, fromMillis);
    }

    /** Returns the time that it ran past its money unwatched, if any. */
    Optional<Interval> outage() {
        return outageFromMillis == Long.MAX_VALUE
                ? Optional.empty()
                : Optional.of(new Interval(outageFromMillis, LAST_MILLIS));
    }

    /** Returns the nodes on which it holds devices. */
    SortedSet<NodeName> nodes() {
        TreeSet<NodeName> nodes = new TreeSet<>();
        pods.values().stream()
                .filter(pod -> pod.facts().held())
                .forEach(pod -> nodes.add(pod.facts().node().orElseThrow()));
        return nodes;
    }

    /** Returns when the last rank of the whole gang started. */
    Optional<Long> gangRunning() {
        TreeMap<Integer, Long> starts = new TreeMap<>();
        pods.values()
                .forEach(pod -> pod.facts()
                        .started()
                        .ifPresent(at -> starts.merge(pod.last().rank(), at, Math::min)));
        return starts.size() < metered.terms().pods()
                ? Optional.empty()
                : starts.values().stream().max(Long::compare);
    }

    /** Returns when the first of its pods was bound that held devices. */
    Optional<Long> firstBound() {
        return pods.values().stream()
                .flatMap(pod -> pod.facts().bound().stream())
                .min(Long::compare);
    }

    PodIdentity identity(WatchedPod pod) {
        ObservedPod last = pod.last();
        return new PodIdentity(
                last.uid(),
                last.name(),
                metered.key(),
                last.rank(),
                pod.facts().node().orElseThrow());
    }

    void record(List<UsageInterval> usage) {
        recorded.addAll(usage);
        recorded.sort(UsageInterval.ORDER);
    }

    List<UsageInterval> recorded() {
        return List.copyOf(recorded);
    }

    void close() {
        closed = true;
    }

    void reopen() {
        closed = false;
    }

    boolean closed() {
        return closed;
    }

    void closedThrough(long millis) {
        closedThroughMillis = millis;
    }

    long closedThroughMillis() {
        return closedThroughMillis;
    }
}
