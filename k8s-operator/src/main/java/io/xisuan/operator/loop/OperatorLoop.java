package io.xisuan.operator.loop;

import io.xisuan.billing.store.Intent;
import io.xisuan.billing.store.IntentState;
import io.xisuan.billing.store.IntentStep;
import io.xisuan.billing.store.Store;
import io.xisuan.billing.usage.AttemptKey;
import io.xisuan.model.AcceleratorModel;
import io.xisuan.model.ClusterId;
import io.xisuan.model.InputException;
import io.xisuan.model.JobId;
import io.xisuan.operator.act.AttemptMark;
import io.xisuan.operator.act.Swept;
import io.xisuan.operator.cycle.NetCosts;
import io.xisuan.operator.metering.journal.UsageJournal;
import io.xisuan.operator.metering.lifecycle.AttemptTerms;
import io.xisuan.operator.metering.live.ClosedAttempt;
import io.xisuan.operator.metering.live.LiveMeter;
import io.xisuan.operator.metering.live.MeterStep;
import io.xisuan.operator.metering.live.MeteredAttempt;
import io.xisuan.operator.observe.ObservedCluster;
import io.xisuan.operator.observe.ObservedPod;
import io.xisuan.operator.observe.PodName;
import io.xisuan.operator.reconcile.WishWatcher;
import io.xisuan.operator.reconcile.Wishes;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One step of the loop: see, understand, meter, bring on what runs, plan, commit, act, report.
 *
 * <p>One thread. Each step goes by one sight of the world, and every deed is repeated until the world shows it, so that a crash
 * between any two of them changes nothing but the time.
 */
final class OperatorLoop {
    private static final Logger LOG = LoggerFactory.getLogger(OperatorLoop.class);

    /** A pod that was created just before its attempt was given up may take so long to be seen. */
    private static final long UNSEEN_MILLIS = 5_000;

    private static final Ending DEVICE_FAILED = new Ending(EndReason.WORKER_LOST, "a device of one of its pods failed");
    private static final Ending NODE_LOST = new Ending(EndReason.WORKER_LOST, "a node with one of its pods is lost");
    private static final Ending CANCELLED = new Ending(EndReason.CANCELLED, "the TrainingJob was deleted");

    /** Whoever waits for the leader's answer takes it for gone when it is silent for several of these. */
    private static final long HEARTBEAT_MILLIS = 5_000;

    /** How long a former leader's late objects are looked for often, how often then, and how often later. */
    private static final long SWEPT_OFTEN_MILLIS = 90_000;

    private static final long SWEEP_OFTEN_MILLIS = 5_000;
    private static final long SWEEP_MILLIS = 300_000;

    private final Store store;
    private final long epoch;
    private final SortedMap<ClusterId, ClusterLink> clusters;
    private final WishWatcher watcher;
    private final UsageJournal journal;
    private final Sights sights;
    private final JobRecords jobs;
    private final AttemptTimes times;
    private final GrantDesk grants;
    private final Lapses lapses;
    private final Expiries expiries;
    private final Attempts attempts;
    private final HoldDesk holds;
    private final Planner planner;
    private final CorrectionDesk corrections;
    private final IssueDesk issues;
    private final Optional<OutsideDesk> outside;
    private final Optional<Asking> asking;
    private final Reporter reporter;
    private final JobReporter jobReporter;
    private final long ledSinceMillis;
    private final Set<AttemptKey> unclosed = new TreeSet<>();
    private long beatMillis;
    private long sweptMillis;

    OperatorLoop(Parts parts) {
        this.store = parts.store();
        this.epoch = parts.epoch();
        this.clusters = new TreeMap<>(parts.clusters());
        this.watcher = parts.watcher();
        this.journal = parts.journal();
        this.sights = new Sights(store);
        this.jobs = parts.jobs();
        this.times = parts.times();
        this.grants = new GrantDesk(store, epoch);
        this.lapses = new Lapses(store, epoch);
        this.expiries = new Expiries(store, epoch);
        this.attempts = new Attempts(parts);
        this.holds = new HoldDesk(parts, attempts);
        this.planner = new Planner(store, epoch, clusters.firstKey(), jobs, parts.limits());
        this.corrections = new CorrectionDesk(store, parts.journal());
        this.issues = new IssueDesk(store, epoch, parts.journal());
        this.outside = parts.outside();
        this.asking = parts.asking();
        this.reporter = new Reporter(store, parts.board());
        this.jobReporter = new JobReporter(parts);
        this.ledSinceMillis = parts.leadership().sinceMillis();
    }

    /**
     * Does one step.
     *
     * @throws SteppedDown when a newer leader acts
     * @throws io.xisuan.billing.store.FencedException when a newer leader writes
     */
    void step(long nowMillis) {
        beat(nowMillis);
        // 1. See, and understand together what is seen; a grant that is seen for the first time opens balances.
        Sight sight = look(nowMillis);
        if (!sight.complete() || !watcher.synced()) {
            // What is not seen is not gone: nothing is decided, ended or said by half a sight.
            return;
        }
        if (grants.record(sight)) {
            sight = look(nowMillis);
        }
        Sight known = sight;
        asking.ifPresent(all -> all.tend(known.market(), known.clusters(), nowMillis));
        // 2. Meter: what ended is written to the journal, then closed in the store, then let go.
        meter(sight);
        // 3. Bring on what is under way, before anything new is planned; nobody else acts.
        sweep(sight);
        holds.watch(sight);
        attempts.bringOn(sight);
        lapses.end(jobs.live(), nowMillis);
        expiries.end(sight.market().market().grants(), nowMillis);
        // 4. Plan, commit, act.
        NetCosts costs = new NetCosts(sight.market().market(), store.balances());
        Planner.Cycle cycle = planner.cycle(sight);
        jobReporter.decided(cycle);
        act(cycle, sight);
        // 5. Record what two people said of usage, and issue what finance asked for.
        corrections.record(nowMillis);
        issues.answer(sight.market(), nowMillis);
        outside.ifPresent(desk -> desk.tend(nowMillis));
        // 6. Report.
        reporter.report(sight, Capacity.of(sight.market(), jobs.live(), new TreeMap<>(), nowMillis), jobs);
        jobReporter.report(sight, costs);
        jobs.keepOnly(sight.wishes().jobs().stream()
                .map(job -> job.getMetadata().getUid())
                .collect(Collectors.toSet()));
    }

    /** Says that this leader lives, seals the hours that are over, and shows the head. */
    private void beat(long nowMillis) {
        if (nowMillis - beatMillis >= HEARTBEAT_MILLIS) {
            store.heartbeat(epoch, nowMillis);
            journal.sealThrough(nowMillis);
            journal.publishHead();
            beatMillis = nowMillis;
        }
    }

    private Sight look(long nowMillis) {
        watcher.failure().ifPresent(failure -> {
            throw new CannotRun(CannotRun.Cause.REFUSED, failure);
        });
        Wishes wishes = watcher.wishes();
        List<ObservedCluster> seen = clusters.values().stream()
                .map(link -> link.observer().snapshot())
                .toList();
        return sights.take(wishes, seen, nowMillis);
    }

    private void meter(Sight sight) {
        for (ObservedCluster cluster : sight.clusters()) {
            LiveMeter meter = link(cluster.cluster()).meter();
            MeterStep step = meter.observe(cluster, Inventory.of(sight.market(), cluster), sight.nowMillis());
            for (ClosedAttempt closed : step.closed()) {
                close(closed, meter, sight);
            }
            end(step.lost(), NODE_LOST, sight);
            end(step.faulty(), DEVICE_FAILED, sight);
            for (ObservedPod pod : cluster.ours()) {
                if (step.finalizersReleasable().contains(pod.id()) && !isLive(pod)) {
                    release(cluster.cluster(), pod.id());
                } else if (step.strangers().contains(pod.id())) {
                    letGo(cluster.cluster(), pod, sight.nowMillis());
                }
            }
            acknowledge(cluster);
        }
    }

    private void end(List<AttemptKey> broken, Ending ending, Sight sight) {
        for (AttemptKey attempt : broken) {
            jobs.of(attempt.job().uid()).live().ifPresent(intent -> attempts.end(intent, ending, sight.nowMillis()));
        }
    }

    private void close(ClosedAttempt closed, LiveMeter meter, Sight sight) {
        times.add(closed.usage());
        JobRecord known = jobs.of(closed.attempt().job().uid());
        Optional<Intent> intent = known.live().filter(live -> live.attempt().equals(closed.attempt()));
        if (intent.isEmpty()) {
            meter.forget(closed.attempt());
            return;
        }
        if (closed.usage().isEmpty() && sight.nowMillis() - known.endingSinceMillis() < UNSEEN_MILLIS) {
            return;
        }
        boolean wanted = sight.job(closed.attempt().job().uid()).isPresent();
        Ending ending = AttemptCourse.ended(
                sight.gangs().of(intent.get()),
                wanted ? known.ending() : known.ending().or(() -> Optional.of(CANCELLED)));
        try {
            IntentStep step = closed.usage().isEmpty()
                    ? IntentStep.aborted(closed.attempt(), sight.nowMillis())
                    : new Closing(sight.market(), store.books(), store.bestChoices())
                            .step(intent.get(), ending, closed.usage(), sight.nowMillis());
            if (attempts.step(step)) {
                LOG.info("{} is over: {}", closed.attempt(), JobRecord.text(ending));
                meter.forget(closed.attempt());
            }
        } catch (InputException unpriced) {
            // Its time is in the journal and its hold stays; it is closed once finance has put the price right.
            if (unclosed.add(closed.attempt())) {
                LOG.error("{} cannot be closed: {}", closed.attempt(), unpriced.getMessage());
            }
        }
    }

    private void release(ClusterId cluster, PodName pod) {
        attempts.heed(link(cluster).actor().releaseFinalizer(pod.namespace(), pod.name(), pod.uid()), pod.toString());
    }

    private boolean isLive(ObservedPod pod) {
        return jobs.of(pod.jobUid())
                .live()
                .filter(live -> live.attempt().attempt() == pod.attempt())
                .isPresent();
    }

    /**
     * Ends a pod that no intent wants (a create that came late, ours or a former leader's) and lets it go: no tenant is billed for
     * what it held.
     */
    private void letGo(ClusterId cluster, ObservedPod pod, long nowMillis) {
        boolean wanted = store.intents(pod.jobUid()).stream()
                .anyMatch(
                        intent -> intent.attempt().attempt() == pod.attempt() && intent.state() != IntentState.ABORTED);
        if (wanted || nowMillis - pod.createdMillis() < UNSEEN_MILLIS) {
            return;
        }
        if (pod.phase().terminal()) {
            LOG.warn("{} held devices without an intent", pod.id());
            release(cluster, pod.id());
        } else if (pod.deletionMillis().isEmpty()) {
            JobId job = new JobId(pod.namespace(), pod.jobName(), pod.jobUid());
            attempts.heed(
                    link(cluster).actor().stop(new AttemptKey(job, pod.attempt()), 0),
                    pod.id().toString());
        }
    }

    /** Forgets pods that vanished once their attempts are closed: they were needed to know how those ended. */
    private void acknowledge(ObservedCluster cluster) {
        Set<String> over = cluster.gone().stream()
                .filter(pod -> jobs.of(pod.jobUid())
                        .live()
                        .filter(live -> live.attempt().attempt() == pod.attempt())
                        .isEmpty())
                .map(ObservedPod::uid)
                .collect(Collectors.toSet());
        if (!over.isEmpty()) {
            link(cluster.cluster()).observer().acknowledge(over);
        }
    }

    /** Deletes what a former leader created after this one began: often at first, for the fence closes a moment late. */
    private void sweep(Sight sight) {
        long nowMillis = sight.nowMillis();
        long every = nowMillis - ledSinceMillis < SWEPT_OFTEN_MILLIS ? SWEEP_OFTEN_MILLIS : SWEEP_MILLIS;
        if (nowMillis - sweptMillis < every) {
            return;
        }
        sweptMillis = nowMillis;
        // Attempts that ended in good order are spared too: their pods keep the logs until the job is deleted.
        SortedSet<AttemptMark> live = new TreeSet<>();
        jobs.live().forEach(intent -> live.add(AttemptMark.of(intent.attempt())));
        for (ObservedCluster cluster : sight.clusters()) {
            cluster.ours().stream()
                    .flatMap(pod -> store.intents(pod.jobUid()).stream())
                    .filter(intent -> intent.state() == IntentState.CLOSED)
                    .forEach(intent -> live.add(AttemptMark.of(intent.attempt())));
        }
        for (ClusterLink link : clusters.values()) {
            Swept swept = link.actor().sweep(live);
            if (swept.pods() > 0 || swept.services() > 0) {
                LOG.info("swept {} pods and {} Services that no intent wants", swept.pods(), swept.services());
            }
            attempts.heed(swept.answer(), "sweep of " + link.id());
        }
    }

    private void act(Planner.Cycle cycle, Sight sight) {
        for (Planner.Started started : cycle.started()) {
            Intent intent = started.intent();
            link(intent.cluster()).meter().open(metered(intent));
            sight.job(intent.attempt().job().uid()).ifPresent(job -> attempts.order(intent, job, sight.nowMillis()));
        }
    }

    private ClusterLink link(ClusterId cluster) {
        return Optional.ofNullable(clusters.get(cluster)).orElseThrow();
    }

    static MeteredAttempt metered(Intent intent) {
        AcceleratorModel model = AcceleratorModel.parse(intent.acceleratorModelId());
        return new MeteredAttempt(
                new AttemptTerms(
                        intent.attempt(),
                        intent.tenant(),
                        intent.contract(),
                        intent.site(),
                        intent.workers().size()),
                model,
                model.vendor().resourceName(),
                intent.devicesPerWorker());
    }
}
