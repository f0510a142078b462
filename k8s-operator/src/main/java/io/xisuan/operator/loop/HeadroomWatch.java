package io.xisuan.operator.loop;

import io.xisuan.billing.store.OwnerReclaim;
import io.xisuan.billing.store.RoomOrder;
import io.xisuan.billing.store.SiteStop;
import io.xisuan.billing.store.StopOrder;
import io.xisuan.scheduler.cluster.HeadroomStep;
import io.xisuan.scheduler.cluster.Pool;
import io.xisuan.scheduler.cluster.SiteShape;
import io.xisuan.scheduler.demand.DeviceType;
import io.xisuan.scheduler.plan.Victim;
import io.xisuan.scheduler.preemption.Reclaim;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What sites keep for their owners by the clock: jobs that would still hold it when it begins are told to leave so early that they are
 * gone by then, each as late as its grace allows.
 */
final class HeadroomWatch {
    /** How much earlier than its grace alone would ask for a job is told to leave. */
    static final long MARGIN_MILLIS = 15_000;
    /** A shortage that nobody planned, as of a node that is away for a moment, makes nobody leave before it has lasted so long. */
    static final long LASTING_MILLIS = 30_000;
    /** Nobody's checkpoint takes longer at a site than this and what the site gives. */
    private static final long AHEAD_MILLIS = 60_000;

    /** Since when a pool is short of what has begun, whatever the number. */
    private final SortedMap<SitePool, Long> shortSince = new TreeMap<>();
    /** The pools that were found short in this step. */
    private final SortedSet<SitePool> shortNow = new TreeSet<>();

    /** A number of devices of a pool that are not ours from an instant on. */
    private record Level(SitePool where, long fromMillis, int devices) {}

    RoomOrder vacate(Stand stand) {
        List<StopOrder> stops = new ArrayList<>();
        List<OwnerReclaim> reclaims = new ArrayList<>();
        shortNow.clear();
        for (Level level : levels(stand)) {
            if (level.devices() + stand.sold(level.where()) > stand.total(level.where())) {
                stand.pool(level.where()).ifPresent(pool -> vacate(stand, pool, level, stops, reclaims));
            }
        }
        shortSince.keySet().retainAll(shortNow);
        return stand.order(stops, reclaims);
    }

    /** Returns what is kept now, first, and what will be kept before long, where more than nothing is. */
    private static List<Level> levels(Stand stand) {
        List<Level> levels = new ArrayList<>();
        for (SiteShape site : stand.shapes()) {
            site.headroom()
                    .forEach((type, devices) ->
                            levels.add(new Level(new SitePool(site.id(), type), stand.nowMillis(), devices)));
            for (HeadroomStep step : site.calendar()) {
                if (step.fromMillis() <= stand.nowMillis() + site.reclaimWithinMillis() + AHEAD_MILLIS) {
                    levels.add(new Level(new SitePool(site.id(), step.type()), step.fromMillis(), step.devices()));
                }
            }
        }
        for (SiteStop stop : stand.stops()) {
            if (stop.vacated() && stop.holds(stand.nowMillis())) {
                levels.add(new Level(
                        new SitePool(stop.site(), new DeviceType(stop.acceleratorModelId())),
                        stand.nowMillis(),
                        stop.kept()));
            }
        }
        return levels;
    }

    private void vacate(Stand stand, Pool pool, Level level, List<StopOrder> stops, List<OwnerReclaim> reclaims) {
        boolean begun = level.fromMillis() <= stand.nowMillis();
        long by = begun ? stand.nowMillis() + pool.siteShape().reclaimWithinMillis() : level.fromMillis();
        long wanted = Math.min(level.devices(), stand.total(level.where())) - stand.background(pool);
        Reclaim.Returned returned =
                new Reclaim(stand.state(), stand.nowMillis()).choose(new Reclaim.Wanted(pool, Math.max(0, wanted), by));
        if (begun && !lasts(level.where(), !returned.victims().isEmpty(), stand.nowMillis())) {
            return;
        }
        List<Victim> due = returned.victims().stream()
                .filter(victim -> begun || stand.nowMillis() + victim.graceMillis() + MARGIN_MILLIS >= by)
                .toList();
        List<StopOrder> told = stand.stops(
                due,
                "the owner of %s keeps %d devices of %s from %s on"
                        .formatted(
                                pool.site(), level.devices(), pool.type(), Instant.ofEpochMilli(level.fromMillis())));
        if (!told.isEmpty()) {
            stops.addAll(told);
            reclaims.add(reclaim(pool, level, begun ? since(level) : level.fromMillis(), by, told));
            stand.leave(due);
        }
    }

    private boolean lasts(SitePool where, boolean isShort, long nowMillis) {
        if (!isShort) {
            return false;
        }
        shortNow.add(where);
        return nowMillis - shortSince.computeIfAbsent(where, first -> nowMillis) >= LASTING_MILLIS;
    }

    /** Each shortage is a need of its own: of one level there may be many, one after another. */
    private long since(Level level) {
        return shortSince.getOrDefault(level.where(), level.fromMillis());
    }

    private static OwnerReclaim reclaim(Pool pool, Level level, long asked, long by, List<StopOrder> told) {
        return new OwnerReclaim(
                OwnerReclaim.Cause.HEADROOM,
                "%s/%s from %s".formatted(pool.site(), pool.type(), Instant.ofEpochMilli(asked)),
                pool.site(),
                pool.type().id(),
                level.devices(),
                asked,
                by,
                Stand.names(told),
                OptionalLong.empty());
    }
}
