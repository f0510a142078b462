package io.xisuan.operator.loop;

import io.xisuan.billing.entitlement.Account;
import io.xisuan.billing.entitlement.AccountId;
import io.xisuan.billing.store.DrainBook;
import io.xisuan.billing.store.Intent;
import io.xisuan.billing.store.Store;
import io.xisuan.model.AcceleratorModel;
import io.xisuan.model.ClusterId;
import io.xisuan.operator.api.v1alpha1.TrainingJob;
import io.xisuan.operator.cycle.NetCosts;
import io.xisuan.operator.device.DevicePart;
import io.xisuan.operator.market.MarketInput;
import io.xisuan.operator.metering.journal.UsageJournal;
import io.xisuan.operator.metering.lifecycle.AttemptTerms;
import io.xisuan.operator.metering.live.MeteredAttempt;
import io.xisuan.operator.observe.ObservedCluster;
import io.xisuan.operator.reconcile.WishSource;
import io.xisuan.operator.reconcile.Wishes;
import io.xisuan.scheduler.demand.Accelerators;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import java.util.stream.Collectors;

/**
 * One step of the loop: see, understand, meter, bring on what runs, plan, commit, act, report.
 *
 * <p>One thread. Each step goes by one sight of the world, and every deed is repeated until the world shows it, so that a crash
 * between any two of them changes nothing but the time.
 */
final class OperatorLoop implements AutoCloseable {

    /** Whoever waits for the leader's answer takes it for gone when it is silent for several of these. */
    private static final long HEARTBEAT_MILLIS = 5_000;

    private final Store store;
    private final long epoch;
    private final SortedMap<ClusterId, ClusterLink> clusters;
    private final WishSource watcher;
    private final UsageJournal journal;
    private final Sights sights;
    private final JobRecords jobs;
    private final GrantDesk grants;
    private final PriceDesk prices;
    private final Lapses lapses;
    private final Expiries expiries;
    private final Attempts attempts;
    private final Remarks remarks;
    private final MeterDesk meters;
    private final Leftovers leftovers;
    private final HoldDesk holds;
    private final OutageDesk outages;
    private final IdleDesk idle;
    private final Room room;
    private final OwnerDesk owners;
    private final DrainDesk drains;
    private final SiteViews views;
    private final Planner planner;
    private final RankTableDesk rankTables;
    private final Notices notices;
    private final CorrectionDesk corrections;
    private final IssueDesk issues;
    private final Optional<OutsideDesk> outside;
    private final Optional<Asking> asking;
    private final InquiryDesk inquiries;
    private final Reporter reporter;
    private final JobReporter jobReporter;
    private final Figures figures;
    private final Optional<NoticeDesk> told;
    private final Hands hands;
    private final LongSupplier nanos;
    private final PlanPace pace = new PlanPace();
    private final ReportPace reports = new ReportPace();
    private List<TrainingJob> kept = List.of();
    private long beatMillis;

    OperatorLoop(Parts parts) {
        this(parts, new Hands(), System::nanoTime);
    }

    /**
     * @param nanos a clock that only runs, by which the loop paces what is dear
     */
    OperatorLoop(Parts given, Hands hands, LongSupplier nanos) {
        Parts parts = given.acting(acts -> hands.prompt(acts, nanos));
        this.nanos = nanos;
        this.hands = hands;
        this.store = parts.store();
        this.epoch = parts.epoch();
        this.clusters = new TreeMap<>(parts.clusters());
        this.watcher = parts.watcher();
        this.journal = parts.journal();
        this.sights = new Sights(store);
        this.jobs = parts.jobs();
        this.grants = new GrantDesk(store, epoch);
        this.prices = new PriceDesk(store, epoch);
        this.lapses = new Lapses(store, epoch);
        this.expiries = new Expiries(store, epoch);
        this.attempts = new Attempts(parts, hands);
        this.remarks = parts.remarks();
        this.meters = new MeterDesk(parts, attempts, hands);
        this.leftovers = new Leftovers(parts, attempts);
        this.holds = new HoldDesk(parts, attempts);
        this.outages = new OutageDesk(parts, holds);
        this.idle = new IdleDesk(parts, attempts);
        this.room = new Room(store, epoch, jobs, parts.times().past());
        this.owners = new OwnerDesk(room, epoch, jobs);
        this.drains = new DrainDesk(new DrainBook(store), epoch, room, jobs);
        this.views = new SiteViews(room.book(), epoch);
        ReachDesk reach = new ReachDesk(link(clusters.firstKey()).actor());
        this.planner = new Planner(store, epoch, clusters.firstKey(), jobs, parts.limits(), room, reach, parts.times());
        this.rankTables = new RankTableDesk(parts);
        this.notices = new Notices(parts.events());
        this.corrections = new CorrectionDesk(store, parts.journal());
        this.issues = new IssueDesk(store, epoch, parts.journal());
        this.outside = parts.outside();
        this.asking = parts.asking();
        this.inquiries = new InquiryDesk(parts, link(clusters.firstKey()).actor(), hands);
        this.reporter = new Reporter(store, parts.board());
        this.jobReporter = new JobReporter(parts);
        this.figures = parts.figures();
        this.told = parts.notices();
    }

    /** Returns a sight of all that there is; a grant that is seen for the first time opens balances. */
    private Optional<Sight> see(long nowMillis) {
        Sight sight = look(nowMillis);
        if (!watcher.synced()) {
            return Optional.empty();
        }
        // Prices hang on no cluster, and begin whether all are seen or not.
        MarketInput input = sights.lastInput().orElseThrow();
        prices.tend(sight, input);
        if (!sight.complete()) {
            return Optional.empty();
        }
        return Optional.of(grants.record(sight) ? look(nowMillis) : sight);
    }

    /**
     * Does one step.
     *
     * @throws SteppedDown when a newer leader acts
     * @throws io.xisuan.billing.store.FencedException when a newer leader writes
     */
    void step(long nowMillis) {
        hands.begin();
        beat(nowMillis);
        attempts.heedAnswers(nowMillis);
        // 1. See, and understand together what is seen. What is not seen is not gone: nothing is decided, ended or said
        // by half a sight.
        Optional<Sight> seen = see(nowMillis);
        if (seen.isEmpty()) {
            return;
        }
        Sight sight = seen.get();
        know(sight);
        asking.ifPresent(all -> all.tend(sight.market(), sight.clusters(), nowMillis));
        outages.tend(sight);
        // 2. Meter: what ended is written to the journal, then closed in the store, then let go.
        meters.tend(sight);
        // 3. Bring on what is under way, before anything new is planned; nobody else acts.
        meters.sweep(sight);
        notices.give(owners.tend(sight), sight);
        notices.give(drains.tend(sight), sight);
        holds.watch(sight);
        idle.watch(sight);
        attempts.bringOn(sight);
        leftovers.tend(sight);
        rankTables.tend(sight);
        lapses.end(jobs.live(), nowMillis);
        expiries.end(sight.market().market().grants(), nowMillis);
        // 4. Plan, commit, act.
        boolean planned = plan(sight);
        // 5. Record what two people said of usage, and issue what finance asked for.
        corrections.record(nowMillis);
        issues.answer(sight.market(), nowMillis);
        outside.ifPresent(desk -> desk.tend(nowMillis));
        // 6. Report.
        tell(sight, planned);
        asking.flatMap(all -> all.desk().health()).ifPresent(figures::asked);
    }

    /** Reports, has answered beside the loop what tenants ask, tells what they want to know, and shows the figures. */
    private void tell(Sight sight, boolean planned) {
        report(sight, planned);
        told.ifPresent(desk -> desk.show(sight, jobs.live()));
        sights.lastInput().ifPresent(input -> inquiries.tend(sight, input, () -> planner.next(sight, owners.needs())));
        figures.show(sight, jobs, store, journal.head().seq());
    }

    /** Plans when it is time, and has what starts begun; returns whether anything was planned. */
    private boolean plan(Sight sight) {
        SortedMap<AccountId, Account> balances = store.balances();
        long records = jobs.changes();
        if (hands.full() || !pace.due(sight, records, balances, planner.settles(sight.nowMillis()))) {
            return false;
        }
        long began = nanos.getAsLong();
        Planner.Cycle cycle = planner.cycle(sight, owners.needs(), hands.room());
        jobReporter.decided(cycle);
        figures.decided(cycle, sight.nowMillis());
        act(cycle, sight);
        pace.planned(sight, records, balances, TimeUnit.NANOSECONDS.toMillis(nanos.getAsLong() - began));
        return true;
    }

    private void report(Sight sight, boolean planned) {
        if (!reports.due(sight.nowMillis(), planned)) {
            return;
        }
        long began = nanos.getAsLong();
        if (reports.capacityDue(sight, jobs.changes())) {
            Capacity left = Capacity.of(sight.market(), jobs.live(), Runs.NONE, sight.nowMillis());
            reporter.report(sight, left, jobs, owners.givenBack(sight.nowMillis()));
            figures.left(left);
            views.tend(left, ClosedNodes.of(sight), owners.needs(), jobs.live(), room.leaving(), sight.nowMillis());
        }
        jobReporter.report(sight, new NetCosts(sight.market().market(), store.balances()));
        reports.reported(sight.nowMillis(), TimeUnit.NANOSECONDS.toMillis(nanos.getAsLong() - began));
    }

    /** Reads what became of jobs that are new, and forgets those that nobody asks for any more. */
    @SuppressWarnings(
            "ReferenceEquality") // the same list needs no second look; an equal one is looked at, and costs only that
    private void know(Sight sight) {
        if (kept != sight.wishes().jobs()) {
            kept = sight.wishes().jobs();
            Set<String> uids =
                    kept.stream().map(job -> job.getMetadata().getUid()).collect(Collectors.toSet());
            jobs.read(uids);
            jobs.keepOnly(uids);
            remarks.keepOnly(uids);
        }
    }

    /** Lets go of what was ordered and is not carried out yet; between two steps. */
    @Override
    public void close() {
        hands.close();
    }

    /** Does what a leader does while it may not act: its books still say that it lives. */
    void rest(long nowMillis) {
        beat(nowMillis);
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
        List<ObservedCluster> seen = drains.close(
                wishes,
                clusters.values().stream()
                        .map(link -> link.observer().snapshot())
                        .toList());
        return sights.take(wishes, seen, meters.haunted(seen), nowMillis);
    }

    private void act(Planner.Cycle cycle, Sight sight) {
        notices.give(cycle.stops(), sight);
        for (Planner.Started started : cycle.started()) {
            Intent intent = started.intent();
            link(intent.cluster()).meter().open(metered(intent));
            sight.job(intent.attempt().job().uid()).ifPresent(job -> attempts.order(intent, job, sight));
        }
    }

    private ClusterLink link(ClusterId cluster) {
        return Optional.ofNullable(clusters.get(cluster)).orElseThrow();
    }

    static MeteredAttempt metered(Intent intent) {
        AcceleratorModel model = AcceleratorModel.parse(intent.acceleratorModelId());
        Accelerators each = DevicePart.parse(intent.share(), intent.devicesPerWorker());
        return new MeteredAttempt(
                new AttemptTerms(
                        intent.attempt(),
                        intent.tenant(),
                        intent.contract(),
                        intent.site(),
                        intent.workers().size()),
                model,
                DevicePart.resource(each, model),
                intent.devicesPerWorker(),
                DevicePart.share(each, model));
    }
}
