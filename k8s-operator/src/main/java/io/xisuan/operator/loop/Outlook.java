package io.xisuan.operator.loop;

import io.xisuan.billing.entitlement.Account;
import io.xisuan.billing.entitlement.AccountId;
import io.xisuan.billing.entitlement.Command;
import io.xisuan.billing.entitlement.EntitlementBook;
import io.xisuan.billing.store.Intent;
import io.xisuan.billing.store.Store;
import io.xisuan.model.InputException;
import io.xisuan.model.JobId;
import io.xisuan.model.SiteId;
import io.xisuan.operator.act.NamedObject;
import io.xisuan.operator.act.Presence;
import io.xisuan.operator.api.v1alpha1.TrainingJob;
import io.xisuan.operator.cycle.NetCosts;
import io.xisuan.operator.market.Reach;
import io.xisuan.operator.observe.ObservedCluster;
import io.xisuan.operator.observe.ObservedNode;
import io.xisuan.operator.reconcile.Wishes;
import io.xisuan.operator.translate.NamedByJob;
import io.xisuan.scheduler.Scheduler;
import io.xisuan.scheduler.demand.JobRequest;
import io.xisuan.scheduler.plan.Plan;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What the operator would plan at one moment, asked from beside it: wishes and cluster as they were listed, books and journal as they
 * are stored, and the same planning as the operator's own. Nothing is written, and nobody is asked anything more. For one thread.
 *
 * <p>It takes for granted what the operator looks up one by one: that the claims and Secrets which jobs name are there.
 */
public final class Outlook {
    private final Store store;
    private final Wishes wishes;
    private final ObservedCluster cluster;
    private final JournalFacts facts;
    private final long nowMillis;

    /**
     * @param cluster as it is, with nothing drained: what is drained is read from the store
     */
    public Outlook(Store store, Wishes wishes, ObservedCluster cluster, JournalFacts facts, long nowMillis) {
        this.store = store;
        this.wishes = wishes;
        this.cluster = cluster;
        this.facts = facts;
        this.nowMillis = nowMillis;
    }

    /** Returns what the scheduler would say now. */
    public Preview preview() {
        return preview(List.of());
    }

    /**
     * Returns what the scheduler would say now if something were different.
     *
     * @throws InputException when a supposition is about what is not there
     */
    public Preview preview(List<Supposition> suppositions) {
        SupposedWorld world = SupposedWorld.of(wishes, cluster);
        for (Supposition supposition : suppositions) {
            world = world.with(supposition, nowMillis);
        }
        OutlookSight seen = new OutlookSight(store, nowMillis);
        JobRecords jobs = seen.records(world.wishes());
        List<Intent> displaced = jobs.live().stream().filter(world::displaces).toList();
        Sight sight = seen.sight(world, jobs, suppositions.isEmpty());
        displaced.forEach(live -> seen.displace(live, sight, jobs, facts.times()));
        return plan(sight, jobs, balances(sight, displaced));
    }

    /** Returns the nodes of all sites, with what they hold and why they sell no more. */
    public List<NodeStanding> nodes() {
        OutlookSight seen = new OutlookSight(store, nowMillis);
        JobRecords jobs = seen.records(wishes);
        Sight sight = seen.sight(SupposedWorld.of(wishes, cluster), jobs, true);
        return new NodeStandings(sight, jobs, facts, store).all();
    }

    private Preview plan(Sight sight, JobRecords jobs, SortedMap<AccountId, Account> balances) {
        NetCosts costs = new NetCosts(sight.market().market(), balances);
        CreditGate credit = new CreditGate(store.credit());
        Room room = new Room(store, 0, jobs, facts.times().past());
        WaitingJobs.Found found =
                new WaitingJobs(jobs, Limits.STANDARD, facts.times(), credit).find(sight, costs, gates(sight, room));
        Runs runs = Runs.of(jobs.live(), sight.gangs(), room.leaving());
        Capacity capacity = Capacity.of(sight.market(), jobs.live(), runs, nowMillis);
        OutlookSight.needs(sight, jobs, room, store).applyTo(capacity.state());
        ClosedNodes.of(sight).keepFrom(capacity.state());
        CreditCosts borne = new CreditCosts(
                costs,
                credit,
                sight.market().tenants(),
                asked -> jobs.of(asked.job().uid()).live().isPresent(),
                nowMillis);
        SortedMap<JobId, JobRequest> requests = requests(sight);
        Plan plan = Scheduler.plan(
                new Scheduler.Situation(capacity.state(), found.queue(), borne, nowMillis)
                        .claimed(room.seats().claims(requests, nowMillis))
                        .shared(room.tenancy(sight)),
                Planner.options(found.queue().size()));
        RoomPlan.Sorted sorted = RoomPlan.sort(
                plan,
                new RoomPlan.Grounds(
                        capacity.state(),
                        requests,
                        job -> jobs.of(job.uid()).live(),
                        room.seats().all(),
                        Seats.of(sight.market()),
                        nowMillis));
        return new Preview(
                nowMillis,
                new PreviewLines(sight, borne).of(plan.decisions(), sorted, found.refused()),
                PreviewLines.touched(sorted.order()),
                sight.problems().stream().map(Object::toString).toList());
    }

    private static SortedMap<JobId, JobRequest> requests(Sight sight) {
        SortedMap<JobId, JobRequest> requests = new TreeMap<>();
        sight.market().orders().forEach((job, order) -> requests.put(job, order.request()));
        return requests;
    }

    /** Returns the balances with what new grants would open, and without the holds of those who have left. */
    private SortedMap<AccountId, Account> balances(Sight sight, List<Intent> displaced) {
        EntitlementBook book = store.books();
        sight.market().openings().due(book.accounts()).forEach(book::apply);
        for (Intent live : displaced) {
            live.holdId()
                    .filter(hold -> book.hold(hold).isPresent())
                    .ifPresent(hold -> book.apply(new Command.Resolve("what-if " + hold, hold)));
        }
        return book.accounts();
    }

    private WaitingJobs.Gates gates(Sight sight, Room room) {
        List<ObservedNode> nodes = new ArrayList<>();
        sight.clusters().forEach(seen -> nodes.addAll(seen.nodes()));
        Reach reach = new Reach(sight.market().sites(), nodes);
        return new WaitingJobs.Gates() {
            @Override
            public boolean settled(JobRequest job) {
                return true;
            }

            @Override
            public boolean keepsSeat(JobId job) {
                return room.seats().has(job);
            }

            @Override
            public Reach.Outcome reach(JobRequest request, TrainingJob job, Optional<SiteId> ranAt) {
                TreeMap<NamedObject, Presence> named = new TreeMap<>();
                NamedByJob.of(job).forEach(object -> named.put(object, new Presence.There(Optional.empty())));
                return reach.of(new Reach.Waiting(request, job, ranAt, named));
            }
        };
    }
}
