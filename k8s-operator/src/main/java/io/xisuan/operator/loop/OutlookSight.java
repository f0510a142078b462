package io.xisuan.operator.loop;

import io.xisuan.billing.store.DrainBook;
import io.xisuan.billing.store.GrantRecord;
import io.xisuan.billing.store.Intent;
import io.xisuan.billing.store.IntentState;
import io.xisuan.billing.store.Outcome;
import io.xisuan.billing.store.SiteStop;
import io.xisuan.billing.store.StopEnd;
import io.xisuan.billing.store.StopOrder;
import io.xisuan.billing.store.StopRecord;
import io.xisuan.billing.store.Store;
import io.xisuan.billing.store.TariffEnds;
import io.xisuan.model.BillingPeriod;
import io.xisuan.model.Interval;
import io.xisuan.model.Money;
import io.xisuan.operator.market.Assembled;
import io.xisuan.operator.market.GrantSource;
import io.xisuan.operator.market.JobSource;
import io.xisuan.operator.market.MarketAssembly;
import io.xisuan.operator.market.MarketInput;
import io.xisuan.operator.market.SiteNodes;
import io.xisuan.operator.observe.ObservedCluster;
import io.xisuan.operator.reconcile.Wishes;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;

/** Takes the sight of an {@link Outlook}: what is listed and what is stored, understood together as the loop does it. */
record OutlookSight(Store store, long nowMillis) {
    /** Reads what became of the jobs. */
    JobRecords records(Wishes wishes) {
        JobRecords jobs = new JobRecords(store);
        jobs.read(wishes.jobs().stream()
                .map(job -> job.getMetadata().getUid())
                .distinct()
                .toList());
        return jobs;
    }

    /**
     * @param asBilled whether price lists by which money was made must be as they were then; a supposed price is not
     */
    Sight sight(SupposedWorld world, JobRecords jobs, boolean asBilled) {
        Wishes wishes = world.wishes();
        List<ObservedCluster> clusters =
                new DrainedNodes().close(new DrainBook(store).open(), wishes.sites(), List.of(world.cluster()));
        SiteNodes nodes = new Nodes().of(wishes.sites(), clusters, new Ghosts(jobs).nodes(clusters));
        List<GrantSource> grants = new ArrayList<>();
        for (GrantRecord grant : store.grants()) {
            grants.add(GrantSource.stored(grant.voucher(), grant.bodyJson()));
        }
        wishes.vouchers().forEach(voucher -> grants.add(GrantSource.of(voucher)));
        Assembled market = MarketAssembly.of(new MarketInput(
                new MarketInput.Resources(
                        wishes.sites(),
                        wishes.tenants(),
                        wishes.tariffs(),
                        wishes.programmes(),
                        grants,
                        wishes.jobs().stream().map(JobSource::of).toList(),
                        wishes.tenantOfNamespace()),
                new MarketInput.Books(
                        store.suppliers(),
                        store.contracts(),
                        asBilled ? store.tariffDigests() : new TreeMap<>(),
                        new TariffEnds(store).last()),
                nodes.shapes(),
                nowMillis,
                BillingPeriod.of(nowMillis).month().atDay(1)));
        return new Sight(nowMillis, wishes, clusters, market, nodes.problems());
    }

    /** Returns what is kept for owners beyond what sites state. */
    static OwnerNeeds needs(Sight sight, JobRecords jobs, Room room, Store store) {
        List<SiteStop> stops = room.book().siteStops().stream()
                .filter(stop -> stop.holds(sight.nowMillis()))
                .toList();
        Stand stand = new Stand(sight, jobs, room.leaving(), stops);
        return new OwnerNeeds(
                OwnerDesk.kept(stops),
                OwnerPods.see(sight, stand, new OwnerWaits()).awaited());
    }

    /** Has an attempt be over, as if it had saved itself and left just now: its job waits again with what is left of its run. */
    void displace(Intent live, Sight sight, JobRecords jobs, AttemptTimes times) {
        sight.gangs()
                .of(live)
                .runningSince()
                .ifPresent(since -> times.ran(live.attempt(), new Interval(since, Math.max(since + 1, nowMillis))));
        StopOrder order = new StopOrder(
                live.attempt(), EndReason.DRAINED.word(), "what if", nowMillis, nowMillis, Optional.empty());
        jobs.put(new StopRecord(order, Optional.of(new StopEnd(live.attempt(), "what if", 0, nowMillis))));
        jobs.put(new Intent(
                live.attempt(),
                live.tenant(),
                live.contract(),
                live.seller(),
                live.cluster(),
                live.site(),
                live.acceleratorModelId(),
                live.devicesPerWorker(),
                live.share(),
                live.workers(),
                live.estimateMillis(),
                live.holdId(),
                IntentState.CLOSED,
                live.epoch(),
                live.plannedAtMillis(),
                nowMillis,
                Optional.of(new Outcome(
                        JobRecord.text(new Ending(EndReason.DRAINED, "what if")),
                        Money.ZERO,
                        Money.ZERO,
                        Money.ZERO))));
    }
}
