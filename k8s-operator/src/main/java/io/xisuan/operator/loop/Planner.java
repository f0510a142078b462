package io.xisuan.operator.loop;

import io.xisuan.billing.store.DecisionRecord;
import io.xisuan.billing.store.Intent;
import io.xisuan.billing.store.StartAnswer;
import io.xisuan.billing.store.StartProposal;
import io.xisuan.billing.store.StopOrder;
import io.xisuan.billing.store.Store;
import io.xisuan.billing.tariff.TariffBook;
import io.xisuan.billing.tariff.TariffBook.Item;
import io.xisuan.billing.tariff.TariffVersion;
import io.xisuan.model.AcceleratorModel;
import io.xisuan.model.ClusterId;
import io.xisuan.model.JobId;
import io.xisuan.model.SiteId;
import io.xisuan.operator.api.v1alpha1.TrainingJob;
import io.xisuan.operator.cycle.NetCosts;
import io.xisuan.operator.market.Reach;
import io.xisuan.operator.report.JobCost;
import io.xisuan.operator.translate.JobOrder;
import io.xisuan.scheduler.PlanOptions;
import io.xisuan.scheduler.PlanOptions.Measure;
import io.xisuan.scheduler.Scheduler;
import io.xisuan.scheduler.cluster.ClusterState;
import io.xisuan.scheduler.demand.JobRequest;
import io.xisuan.scheduler.plan.Decision;
import io.xisuan.scheduler.plan.Plan;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One cycle: plans what waits against what is free, and commits the starts, hold and intent together, before anything acts. */
final class Planner {
    private static final Logger LOG = LoggerFactory.getLogger(Planner.class);

    /** How long sites and nodes must have stood still before a job is told that it can start nowhere. */
    private static final long SETTLE_MILLIS = 3_000;

    /** Of longer queues only jobs with kept places are told when they start: to foresee all of them would take too long. */
    private static final int MOST_FORECAST = 1_000;

    private final Store store;
    private final long epoch;
    private final ClusterId cluster;
    private final JobRecords jobs;
    private final WaitingJobs waiting;
    private final ReachDesk reach;
    private final CreditGate credit;
    private final Repeats told = new Repeats();
    private final Room room;
    private final Settling settling = new Settling();
    private final SettledPlaces places = new SettledPlaces(SETTLE_MILLIS);
    private List<JobRequest> queued = List.of();

    Planner(
            Store store,
            long epoch,
            ClusterId cluster,
            JobRecords jobs,
            Limits limits,
            Room room,
            ReachDesk reach,
            AttemptTimes times) {
        this.store = store;
        this.epoch = epoch;
        this.cluster = cluster;
        this.jobs = jobs;
        this.reach = reach;
        this.credit = new CreditGate(store.credit());
        this.room = room;
        this.waiting = new WaitingJobs(jobs, limits, times, credit);
    }

    /**
     * What a cycle came to.
     *
     * @param decisions on jobs that do not start now
     * @param costs what waiting jobs are quoted with
     * @param started what was committed
     * @param stops who was told to leave
     */
    record Cycle(SortedMap<JobId, Decision> decisions, NetCosts costs, List<Started> started, List<StopOrder> stops) {
        Cycle {
            decisions = new TreeMap<>(decisions);
            started = List.copyOf(started);
            stops = List.copyOf(stops);
        }
    }

    /** Whether time alone may soon let a new job start. */
    boolean settles(long nowMillis) {
        return settling.waits(nowMillis);
    }

    /** A committed start and what its job was quoted. */
    record Started(Intent intent, JobCost quoted) {}

    Cycle cycle(Sight sight) {
        return cycle(sight, OwnerNeeds.NONE, Integer.MAX_VALUE);
    }

    /** Returns what the next plan hangs on, for those who ask what would be. */
    WhatIsNext next(Sight sight, OwnerNeeds needs) {
        return WhatIsNext.of(sight, jobs, room, needs, queued);
    }

    /**
     * Plans and commits.
     *
     * @param needs what is kept for the owners of sites beyond what these state
     * @param most how many starts are committed at most: what else could start is planned again when these are under way
     */
    Cycle cycle(Sight sight, OwnerNeeds needs, int most) {
        // 1. Plan, against a snapshot of balances that the plan itself decrements.
        NetCosts costs = new NetCosts(sight.market().market(), store.balances());
        credit.begin();
        settling.look(sight);
        reach.begin(sight);
        room.begin(sight);
        WaitingJobs.Found found = waiting.find(sight, costs, gates(sight));
        SortedMap<JobId, Decision> decisions = new TreeMap<>(found.refused());
        List<JobRequest> queue = found.queue();
        queued = List.copyOf(queue);
        Runs runs = Runs.of(jobs.live(), sight.gangs(), room.leaving());
        if (queue.isEmpty() && !mayResize(sight, runs)) {
            decisions.putAll(hopeless(sight, Optional.empty()));
            record(decisions, sight.nowMillis());
            return new Cycle(decisions, costs, List.of(), List.of());
        }
        Capacity capacity = Capacity.of(sight.market(), jobs.live(), runs, sight.nowMillis());
        needs.applyTo(capacity.state());
        ClosedNodes.of(sight).keepFrom(capacity.state());
        CreditCosts borne = borne(sight, costs);
        Plan plan = plan(sight, capacity, queue, borne);
        // 2. Sort out who starts at once and who leaves for whom; the latter is stored before the former.
        RoomPlan.Sorted sorted = RoomPlan.sort(plan, grounds(sight, capacity));
        sorted.others().forEach((job, decision) -> decisions.put(job, borne.said(decision)));
        room.order(sorted.order());
        // 3. Commit the starts in one transaction; a refused hold drops its own start alone.
        List<Started> started =
                commit(sight, sorted.starts().stream().limit(most).toList());
        room.planned(plan, sight.nowMillis());
        // 4. Keep what was decided on the others.
        decisions.putAll(hopeless(sight, Optional.of(capacity.state())));
        record(decisions, sight.nowMillis());
        return new Cycle(decisions, costs, started, sorted.order().stops());
    }

    /** Stores what is new of the decisions. */
    private void record(SortedMap<JobId, Decision> decisions, long nowMillis) {
        List<DecisionRecord> news = records(decisions, nowMillis).stream()
                .filter(said -> told.worth(said.job().uid(), said.kind() + " " + said.reason(), said.text(), nowMillis))
                .toList();
        if (!news.isEmpty()) {
            store.appendDecisions(epoch, news);
            told.tidy(decisions.keySet().stream().map(JobId::uid).collect(Collectors.toSet()));
        }
    }

    /** Returns the prices of what tenants can bear: nobody leaves for a start that would be refused. */
    private CreditCosts borne(Sight sight, NetCosts costs) {
        return new CreditCosts(
                costs,
                credit,
                sight.market().tenants(),
                asked -> jobs.of(asked.job().uid())
                        .live()
                        .filter(live -> live.workers().size() >= asked.workers())
                        .isPresent(),
                sight.nowMillis());
    }

    private Plan plan(Sight sight, Capacity capacity, List<JobRequest> queue, CreditCosts costs) {
        return Scheduler.plan(
                new Scheduler.Situation(capacity.state(), queue, costs, sight.nowMillis())
                        .claimed(room.seats().claims(requests(sight), sight.nowMillis()))
                        .shared(room.tenancy(sight)),
                options(queue.size()));
    }

    /** Returns how a queue of that length is planned. */
    static PlanOptions options(int queued) {
        EnumSet<Measure> measures = EnumSet.of(Measure.PREEMPT, Measure.CONSOLIDATE, Measure.RESIZE);
        if (queued <= MOST_FORECAST) {
            measures.add(Measure.FORECAST);
        }
        return PlanOptions.standard().with(measures);
    }

    private RoomPlan.Grounds grounds(Sight sight, Capacity capacity) {
        return new RoomPlan.Grounds(
                capacity.state(),
                requests(sight),
                job -> jobs.of(job.uid()).live(),
                room.seats().all(),
                Seats.of(sight.market()),
                sight.nowMillis());
    }

    static SortedMap<JobId, JobRequest> requests(Sight sight) {
        SortedMap<JobId, JobRequest> requests = new TreeMap<>();
        sight.market().orders().forEach((job, order) -> requests.put(job, order.request()));
        return requests;
    }

    /** Returns whether a running job could take more workers, or must give some up. */
    private boolean mayResize(Sight sight, Runs runs) {
        return jobs.live().stream()
                .anyMatch(intent -> runs.beganMillis(intent).isPresent()
                        && Optional.ofNullable(sight.market()
                                        .orders()
                                        .get(intent.attempt().job()))
                                .filter(order -> order.request().gang().isElastic()
                                        && order.request().gang().workers()
                                                != intent.workers().size())
                                .isPresent());
    }

    /**
     * Returns what is said at once of jobs that settle still: those that can start nowhere, by nodes and sites that have settled long
     * ago.
     */
    private SortedMap<JobId, Decision> hopeless(Sight sight, Optional<ClusterState> known) {
        boolean seenWhole = places.settled(sight);
        List<JobRequest> fresh = sight.market().orders().values().stream()
                .map(JobOrder::request)
                .filter(job -> !settling.settled(job, sight.nowMillis())
                        && sight.job(job.id().uid()).isPresent()
                        && jobs.of(job.id().uid()).last().isEmpty())
                .toList();
        SortedMap<JobId, Decision> never = new TreeMap<>();
        if (!fresh.isEmpty() && seenWhole) {
            ClusterState state =
                    known.orElseGet(() -> Capacity.of(sight.market(), List.of(), Runs.NONE, sight.nowMillis())
                            .state());
            Scheduler.hopeless(state, fresh).forEach(decision -> never.put(decision.job(), decision));
        }
        return never;
    }

    private List<Started> commit(Sight sight, List<Decision.Start> starts) {
        List<StartProposal> proposals = new Proposals(
                        sight.market(), cluster, store.quotes()::lastOf, sight.nowMillis())
                .of(starts, store.balances(), uid -> jobs.of(uid).nextAttempt());
        proposals = credit.borne(proposals, sight.market().tenants(), sight.nowMillis());
        List<Started> started = new ArrayList<>();
        Map<JobId, JobCost> quoted = quoted(starts);
        if (proposals.isEmpty()) {
            return started;
        }
        store.useTariffs(epoch, priced(sight, starts), sight.nowMillis());
        for (StartAnswer answer : store.commitStarts(epoch, proposals, sight.nowMillis())) {
            switch (answer) {
                case StartAnswer.Committed committed -> {
                    jobs.put(committed.intent());
                    told.forget(committed.attempt().job().uid());
                    started.add(new Started(
                            committed.intent(),
                            Optional.ofNullable(quoted.get(committed.attempt().job()))
                                    .orElseThrow()));
                    LOG.info(
                            "{} is placed at {}",
                            committed.attempt(),
                            committed.intent().site());
                }
                case StartAnswer.Refused refused ->
                    LOG.info("{} is not started now: {} {}", refused.attempt(), refused.reason(), refused.detail());
            }
        }
        return started;
    }

    /** Returns the versions of price lists by which the starts were quoted: from now on they do not change. */
    private static List<TariffVersion> priced(Sight sight, List<Decision.Start> starts) {
        TariffBook tariffs = sight.market().market().tariffs();
        return starts.stream()
                .flatMap(start -> AcceleratorModel.byId(start.variant().type().id())
                        .flatMap(model -> tariffs.versionAt(new Item(start.site(), model), sight.nowMillis()))
                        .stream())
                .distinct()
                .toList();
    }

    private static Map<JobId, JobCost> quoted(List<Decision.Start> starts) {
        Map<JobId, JobCost> quoted = new TreeMap<>();
        starts.forEach(start -> quoted.put(start.job(), JobVerdicts.quoted(start.cost())));
        return quoted;
    }

    private WaitingJobs.Gates gates(Sight sight) {
        return new WaitingJobs.Gates() {
            @Override
            public boolean settled(JobRequest job) {
                return settling.settled(job, sight.nowMillis());
            }

            @Override
            public boolean keepsSeat(JobId job) {
                return room.seats().has(job);
            }

            @Override
            public Reach.Outcome reach(JobRequest request, TrainingJob job, Optional<SiteId> ranAt) {
                return reach.of(request, job, ranAt, sight.nowMillis());
            }
        };
    }

    private static List<DecisionRecord> records(SortedMap<JobId, Decision> decisions, long nowMillis) {
        return decisions.values().stream()
                .map(decision -> recorded(decision, nowMillis))
                .toList();
    }

    private static DecisionRecord recorded(Decision decision, long nowMillis) {
        return switch (decision) {
            case Decision.Start start ->
                throw new IllegalArgumentException("%s starts: its intent says so".formatted(start.job()));
            case Decision.Wait wait ->
                new DecisionRecord(wait.job(), nowMillis, "wait", wait.reason().name(), wait.text());
            case Decision.Never never ->
                new DecisionRecord(
                        never.job(), nowMillis, "never", never.reason().name(), never.text());
            case Decision.Preempt preempt -> throw unasked(preempt);
            case Decision.Resize resize -> throw unasked(resize);
            case Decision.Move move -> throw unasked(move);
        };
    }

    private static IllegalStateException unasked(Decision decision) {
        return new IllegalStateException("It was to be sorted out before: %s".formatted(decision));
    }
}
