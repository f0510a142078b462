package io.xisuan.operator.metering.live;

import io.xisuan.billing.usage.AttemptKey;
import io.xisuan.billing.usage.UsageInterval;
import io.xisuan.model.BillingPeriod;
import io.xisuan.model.SiteId;
import io.xisuan.operator.metering.journal.JournalEntry;
import io.xisuan.operator.metering.journal.JournalHead;
import io.xisuan.operator.metering.journal.UsageJournal;
import io.xisuan.operator.metering.lifecycle.UsageFold;
import io.xisuan.operator.metering.lifecycle.UsageIds;
import io.xisuan.operator.observe.ObservedCluster;
import io.xisuan.operator.observe.ObservedPod;
import io.xisuan.operator.observe.PodName;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;

/**
 * Meters the attempts of one cluster from what the API server says of their pods into the usage journal.
 *
 * <p>For one thread. Meters of several clusters may share a journal on that thread. It keeps nothing but the journal: {@link
 * #restore} and one look at the cluster bring it back to where it was, and what is in the journal is never written twice.
 * After an exception (the journal could not be written) it is not to be used again; restore another.
 */
public final class LiveMeter {
    /** How long ended holdings of lanes are remembered beyond the first binding of an open attempt. */
    private static final long LANE_MEMORY_MILLIS = 3_600_000;

    private final UsageJournal journal;
    private final MeterRules rules;
    private final JournalMemory memory;
    private final UsageFold fold = new UsageFold();
    private final ClusterLanes lanes = new ClusterLanes();
    private final NodeLeases leases;
    private final NodeBook nodes = new NodeBook();
    private final ClockBook clocks = new ClockBook();
    private final LiveEvidence evidence;
    private final DeviceFindings findings;
    private final TreeMap<String, OpenAttempt> attempts = new TreeMap<>();
    private final TreeMap<ClusterLanes.Key, Integer> capacities = new TreeMap<>(ClusterLanes.ORDER);
    private boolean looked;

    private LiveMeter(UsageJournal journal, List<MeteredAttempt> live, MeterRules rules, LiveEvidence evidence) {
        this.evidence = evidence;
        this.findings = new DeviceFindings(evidence);
        this.journal = journal;
        this.rules = rules;
        this.leases = new NodeLeases(rules.leaseStaleMillis());
        live.forEach(this::add);
        this.memory = JournalMemory.read(journal, nodes, clocks, this::recorded);
        attempts.values().stream()
                .filter(attempt -> memory.closed(attempt.metered().key()))
                .forEach(this::closedBefore);
    }

    /**
     * Returns a meter that goes on where the journal ends.
     *
     * @param live the attempts of this cluster whose closing the caller has not made durable
     */
    public static LiveMeter restore(UsageJournal journal, List<MeteredAttempt> live, MeterRules rules) {
        return restore(journal, live, rules, LiveEvidence.NONE);
    }

    /** Returns the same, with what agents and exporters say. */
    public static LiveMeter restore(
            UsageJournal journal, List<MeteredAttempt> live, MeterRules rules, LiveEvidence evidence) {
        return new LiveMeter(journal, live, rules, evidence);
    }

    private void recorded(UsageInterval usage) {
        fold.recorded(usage);
        OpenAttempt attempt = attempts.get(AttemptMark.of(AttemptKey.of(usage)));
        if (attempt == null) {
            lanes.recorded(usage, "");
        } else {
            attempt.record(List.of(usage));
        }
    }

    private void closedBefore(OpenAttempt attempt) {
        attempt.close();
        attempt.recorded().forEach(usage -> lanes.recorded(usage, ""));
        fold.forget(attempt.metered().key());
    }

    /**
     * Makes an attempt known, before its pods are created; saying the same again is harmless.
     *
     * @throws IllegalArgumentException when it is known with other terms
     * @throws IllegalStateException when the journal had records of it and {@link #restore} was not told of it
     */
    public void open(MeteredAttempt attempt) {
        if (!attempts.containsKey(AttemptMark.of(attempt.key())) && memory.mentions(attempt.key())) {
            throw new IllegalStateException("The journal has records of attempt %d of %s: restore the meter with it"
                    .formatted(attempt.key().attempt(), attempt.key().job()));
        }
        add(attempt);
    }

    private void add(MeteredAttempt attempt) {
        OpenAttempt known = attempts.get(AttemptMark.of(attempt.key()));
        if (known == null) {
            fold.open(attempt.terms());
            attempts.put(AttemptMark.of(attempt.key()), new OpenAttempt(attempt));
        } else if (!known.metered().equals(attempt)) {
            throw new IllegalArgumentException(
                    "What is metered of an attempt does not change: %s, then %s".formatted(known.metered(), attempt));
        }
    }

    /**
     * Notes that no further pods of an attempt will be created, so that it is over when those that there are have ended. For
     * attempts that were stopped or whose pods could not all be created; to be said again after a restart.
     */
    public void abandon(AttemptKey attempt) {
        attempt(attempt).complete();
    }

    /**
     * Puts an attempt's time from an instant on aside as OPERATOR_OUTAGE: it ran past its money and nobody was there to end it. Time that is
     * in the journal stays as it is. To be said again after a restart, before the next look.
     */
    public void outage(AttemptKey attempt, long fromMillis) {
        attempt(attempt).outage(fromMillis);
    }

    /**
     * Forgets a closed attempt whose closing the caller has made durable. Its pods' finalizers stay releasable.
     *
     * @throws IllegalStateException when it is not closed
     */
    public void forget(AttemptKey attempt) {
        if (!attempt(attempt).closed()) {
            throw new IllegalStateException(
                    "Attempt %d of %s is not closed".formatted(attempt.attempt(), attempt.job()));
        }
        attempts.remove(AttemptMark.of(attempt));
    }

    /** Returns when the last rank of the whole gang started, or empty while one is missing. */
    public Optional<Long> gangRunning(AttemptKey attempt) {
        return attempt(attempt).gangRunning();
    }

    /**
     * Looks at the cluster; a snapshot that is not synced says nothing.
     *
     * <p>Pods that the observer reports as gone are known to this meter only: acknowledge them once their attempt is forgotten.
     *
     * @throws java.io.UncheckedIOException when the journal cannot be written
     */
    public MeterStep observe(ObservedCluster cluster, long nowMillis) {
        return observe(cluster, SiteLook.NONE, nowMillis);
    }

    /** Looks at the cluster, and keeps the inventory of its sites in the journal too. */
    public MeterStep observe(ObservedCluster cluster, SiteLook sites, long nowMillis) {
        if (!cluster.synced()) {
            return new MeterStep(List.of(), List.of(), List.of(), List.of(), List.of(), journal.head());
        }
        // 1. What is there, and what is lost.
        see(cluster, nowMillis);
        // A node's own count of a resource may be one of places: what it has of devices is what its site's inventory
        // says.
        sites.nodes().forEach(this::noteCapacity);
        appendNew(clocks.look(cluster, nowMillis), nowMillis);
        append(losses(), nowMillis);
        conclude();
        append(findings.look(unclosed(), nowMillis), nowMillis);
        // 2. What is over is closed, each attempt in one append.
        AttemptClosing closing = new AttemptClosing(
                fold, lanes, unclosed(), this::capacity, new LaneWitness(evidence, clocks, nowMillis));
        unclosed().stream().filter(OpenAttempt::over).forEach(attempt -> close(attempt, closing, nowMillis));
        // 3. What runs is closed through the last settled midnight.
        long midnight = BillingPeriod.startOfDayMillis(BillingPeriod.dayOf(nowMillis - leases.settleMillis(rules)));
        unclosed().stream()
                .filter(attempt -> attempt.closedThroughMillis() < midnight)
                .forEach(attempt -> closeThrough(attempt, closing, midnight, nowMillis));
        // 4. What the nodes were, whoever held them.
        appendNew(nodes.look(sites.sites(), sites.nodes(), midnight, nowMillis), nowMillis);
        appendNew(nodes.closed(sites.sites(), midnight), nowMillis);
        // 5. What nobody needs any more is forgotten.
        forgetOld(cluster, nowMillis);
        return step(cluster);
    }

    private void see(ObservedCluster cluster, long nowMillis) {
        leases.observe(cluster, nowMillis);
        noteCapacities(cluster);
        cluster.gone().forEach(pod -> see(pod, true));
        cluster.ours().forEach(pod -> see(pod, false));
        TreeSet<String> uids = new TreeSet<>();
        cluster.ours().forEach(pod -> uids.add(pod.uid()));
        unclosed().forEach(attempt -> attempt.keepOnly(uids));
        if (!looked) {
            looked = true;
            unclosed().forEach(this::recognise);
        }
    }

    private void noteCapacities(ObservedCluster cluster) {
        TreeMap<SiteId, SortedSet<String>> resources = new TreeMap<>();
        for (OpenAttempt attempt : unclosed()) {
            resources
                    .computeIfAbsent(attempt.metered().terms().site(), site -> new TreeSet<>())
                    .add(attempt.metered().resource());
        }
        capacities.clear();
        resources.forEach((site, names) -> cluster.nodes()
                .forEach(node -> names.forEach(name -> {
                    long devices = node.allocatable().getOrDefault(name, 0L);
                    if (devices > 0) {
                        capacities.put(new ClusterLanes.Key(site, node.name(), name), Math.toIntExact(devices));
                    }
                })));
    }

    private void noteCapacity(NodeLook node) {
        if (node.healthy() > 0) {
            capacities.put(new ClusterLanes.Key(node.site(), node.node(), node.resource()), node.healthy());
        }
    }

    private void see(ObservedPod pod, boolean gone) {
        OpenAttempt attempt = attempts.get(AttemptMark.of(pod));
        if (attempt == null) {
            return;
        }
        if (attempt.closed()
                && pod.node().isPresent()
                && !memory.closed(attempt.metered().key())) {
            // It was given up before this pod was seen, with nothing in the journal.
            attempt.reopen();
            fold.open(attempt.metered().terms());
        }
        if (!attempt.closed()) {
            attempt.see(pod, gone, memory.lostLease(pod.uid()));
            attempt.pod(pod.uid()).ifPresent(this::remind);
        }
    }

    /** Tells a pod what the journal has of its devices. */
    private void remind(WatchedPod pod) {
        memory.fault(pod.last().uid()).ifPresent(pod::fault);
        memory.disputes(pod.last().uid()).forEach(found -> pod.dispute(found.device(), found.span()));
    }

    /** Finds the pod of each record that the journal has of an attempt; one whose pod is not there went while nobody looked. */
    private void recognise(OpenAttempt attempt) {
        for (UsageInterval usage : attempt.recorded()) {
            Optional<String> uid = attempt.pods().stream()
                    .map(pod -> pod.last().uid())
                    .filter(candidate -> UsageIds.isOf(usage, candidate))
                    .findFirst();
            lanes.recorded(usage, uid.orElse(""));
            if (uid.isEmpty()) {
                attempt.podsVanished();
            }
        }
    }

    private List<JournalEntry> losses() {
        List<JournalEntry> losses = new ArrayList<>();
        for (OpenAttempt attempt : unclosed()) {
            for (WatchedPod pod : attempt.pods()) {
                OptionalLong lease = pod.losable() ? lostLease(pod) : OptionalLong.empty();
                lease.ifPresent(at -> {
                    pod.lose(at);
                    losses.add(new JournalEntry.PodLost(
                            attempt.metered().key(),
                            pod.last().uid(),
                            pod.last().node().orElseThrow(),
                            at));
                });
            }
        }
        return losses;
    }

    private OptionalLong lostLease(WatchedPod pod) {
        return pod.last().node().stream()
                .filter(node -> leases.sight(node) != NodeSight.PRESENT)
                .flatMapToLong(node -> leases.lastRenewal(node).stream())
                .findFirst();
    }

    private void conclude() {
        for (OpenAttempt attempt : unclosed()) {
            attempt.pods()
                    .forEach(pod -> pod.conclude(
                            pod.last().node().map(leases::sight).orElse(NodeSight.PRESENT),
                            pod.last().node().map(clocks::offsetMillis).orElse(0L)));
        }
    }

    private void close(OpenAttempt attempt, AttemptClosing closing, long nowMillis) {
        AttemptKey key = attempt.metered().key();
        List<JournalEntry> entries = new ArrayList<>();
        if (attempt.held() || attempt.vanished()) {
            entries.addAll(closing.all(attempt));
            entries.add(new JournalEntry.Closed(key));
        }
        append(entries, nowMillis);
        fold.forget(key);
        attempt.close();
    }

    private void closeThrough(OpenAttempt attempt, AttemptClosing closing, long midnightMillis, long nowMillis) {
        append(closing.through(attempt, midnightMillis), nowMillis);
        attempt.closedThrough(midnightMillis);
    }

    private int capacity(ClusterLanes.Key node) {
        return capacities.getOrDefault(node, Integer.MAX_VALUE);
    }

    private void append(List<JournalEntry> wanted, long nowMillis) {
        appendNew(memory.unwritten(wanted), nowMillis);
    }

    private void appendNew(List<JournalEntry> entries, long nowMillis) {
        if (!entries.isEmpty()) {
            journal.append(entries, nowMillis);
        }
    }

    private void forgetOld(ObservedCluster cluster, long nowMillis) {
        long oldest = nowMillis - LANE_MEMORY_MILLIS;
        for (OpenAttempt attempt : unclosed()) {
            oldest = Math.min(oldest, attempt.firstBound().orElse(oldest));
        }
        lanes.forgetBefore(oldest);
        fold.forgetBefore(oldest);
        TreeSet<String> marks = new TreeSet<>(attempts.keySet());
        cluster.ours().forEach(pod -> marks.add(AttemptMark.of(pod)));
        memory.keepClosed(attempt -> marks.contains(AttemptMark.of(attempt)));
    }

    private MeterStep step(ObservedCluster cluster) {
        JournalHead head = journal.head();
        List<ClosedAttempt> closed = attempts.values().stream()
                .filter(OpenAttempt::closed)
                .map(attempt -> new ClosedAttempt(attempt.metered().key(), attempt.recorded(), head))
                .toList();
        SortedSet<String> closedMarks = closedMarks();
        List<PodName> releasable = new ArrayList<>();
        List<PodName> strangers = new ArrayList<>();
        for (ObservedPod pod : cluster.ours()) {
            if (closedMarks.contains(AttemptMark.of(pod))) {
                add(releasable, pod);
            } else if (!attempts.containsKey(AttemptMark.of(pod))) {
                add(AttemptMark.neverHeld(pod) ? releasable : strangers, pod);
            }
        }
        return new MeterStep(closed, releasable, strangers, broken(WatchedPod::lost), broken(WatchedPod::faulty), head);
    }

    private List<MeterStep.BrokenPod> broken(Predicate<WatchedPod> how) {
        return unclosed().stream()
                .flatMap(attempt -> attempt.broken(how).stream())
                .toList();
    }

    private SortedSet<String> closedMarks() {
        TreeSet<String> marks = new TreeSet<>();
        memory.closed().forEach(attempt -> marks.add(AttemptMark.of(attempt)));
        attempts.forEach((mark, attempt) -> {
            if (attempt.closed()) {
                marks.add(mark);
            }
        });
        return marks;
    }

    private static void add(List<PodName> pods, ObservedPod pod) {
        if (pod.meteringFinalizer()) {
            pods.add(pod.id());
        }
    }

    private List<OpenAttempt> unclosed() {
        return attempts.values().stream().filter(attempt -> !attempt.closed()).toList();
    }

    private OpenAttempt attempt(AttemptKey key) {
        OpenAttempt attempt = attempts.get(AttemptMark.of(key));
        if (attempt == null) {
            throw new IllegalStateException("Attempt %d of %s is not metered here".formatted(key.attempt(), key.job()));
        }
        return attempt;
    }
}
