package io.xisuan.operator.loop;

import io.xisuan.billing.store.DecisionRecord;
import io.xisuan.billing.store.Intent;
import io.xisuan.billing.store.OwnerReclaim;
import io.xisuan.billing.store.PlannedWorker;
import io.xisuan.billing.store.RoomOrder;
import io.xisuan.billing.store.SiteStop;
import io.xisuan.billing.store.StopOrder;
import io.xisuan.model.SiteId;
import io.xisuan.operator.device.DevicePart;
import io.xisuan.operator.device.Seat;
import io.xisuan.scheduler.cluster.ClusterState;
import io.xisuan.scheduler.cluster.NodeShape;
import io.xisuan.scheduler.cluster.Pool;
import io.xisuan.scheduler.cluster.SiteShape;
import io.xisuan.scheduler.demand.DeviceType;
import io.xisuan.scheduler.demand.Interruption;
import io.xisuan.scheduler.plan.Victim;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * How things stand for the owners of sites in one step: what we hold of their devices and who of ours leaves already. The state is
 * made when somebody asks for it: most steps nobody does.
 */
final class Stand {
    private final Sight sight;
    private final JobRecords jobs;
    private final Leaving leaving;
    private final List<SiteStop> stops;
    private final SortedMap<SitePool, Long> sold = new TreeMap<>();
    private Optional<ClusterState> known = Optional.empty();
    private Optional<ClosedNodes> closed = Optional.empty();
    private Optional<Totals> totals = Optional.empty();

    Stand(Sight sight, JobRecords jobs, Leaving leaving, List<SiteStop> stops) {
        this.sight = sight;
        this.jobs = jobs;
        this.leaving = leaving;
        this.stops = new ArrayList<>(stops);
    }

    long nowMillis() {
        return sight.nowMillis();
    }

    Sight sight() {
        return sight;
    }

    /** Returns what is kept from sale by request, with what this step has answered so far. */
    List<SiteStop> stops() {
        return List.copyOf(stops);
    }

    /** Takes note that a request keeps devices from sale from now on. */
    void keep(SiteStop stop) {
        stops.add(stop);
    }

    /** Takes note that a site sells again what was kept by request. */
    void resume(SiteId site) {
        stops.removeIf(stop -> stop.site().equals(site));
    }

    /** Takes note that jobs were told to leave: who asks next finds them leaving. */
    void leave(Collection<Victim> victims) {
        victims.forEach(victim -> state().stopBy(victim.job(), nowMillis() + Math.max(1, victim.graceMillis())));
    }

    ClusterState state() {
        ClusterState state = known.orElseGet(this::made);
        known = Optional.of(state);
        return state;
    }

    /** A job on closed nodes alone gives an owner nothing by leaving: it is not there. */
    private ClusterState made() {
        ClusterState state = Capacity.of(
                        sight.market(), jobs.live(), Runs.of(jobs.live(), sight.gangs(), leaving), sight.nowMillis())
                .state();
        for (Intent intent : jobs.live()) {
            boolean away = intent.workers().stream().allMatch(worker -> closed().has(worker.node()));
            if (away && state.running(intent.attempt().job()).isPresent()) {
                state.end(intent.attempt().job());
            }
        }
        return state;
    }

    private ClosedNodes closed() {
        ClosedNodes nodes = closed.orElseGet(() -> ClosedNodes.of(sight));
        closed = Optional.of(nodes);
        return nodes;
    }

    Optional<Pool> pool(SitePool where) {
        return state().pool(where.site(), where.type());
    }

    static SitePool pool(SiteStop stop) {
        return new SitePool(stop.site(), new DeviceType(stop.acceleratorModelId()));
    }

    Optional<SiteShape> shape(SiteId site) {
        return sight.market().shapes().stream()
                .filter(shape -> shape.id().equals(site))
                .findFirst();
    }

    List<SiteShape> shapes() {
        return sight.market().shapes();
    }

    /**
     * Returns how many devices of a pool's open nodes our live attempts hold, by their intents alone: a device of which parts are held
     * counts once, however many.
     */
    long sold(SitePool where) {
        if (sold.isEmpty()) {
            Set<String> touched = new HashSet<>();
            for (Intent intent : jobs.live()) {
                long devices = 0;
                for (PlannedWorker worker : intent.workers()) {
                    devices += closed().has(worker.node()) ? 0 : devices(intent, worker, touched);
                }
                sold.merge(
                        new SitePool(intent.site(), new DeviceType(intent.acceleratorModelId())), devices, Long::sum);
            }
        }
        return sold.getOrDefault(where, 0L);
    }

    private static long devices(Intent intent, PlannedWorker worker, Set<String> touched) {
        if (intent.share().equals(DevicePart.WHOLE)) {
            return intent.devicesPerWorker();
        }
        int slot = Seat.parse(worker.seat()).slot();
        return touched.add("%s/%s %d".formatted(intent.site(), worker.node(), slot)) ? 1 : 0;
    }

    /** Returns how many devices there are of open nodes, by the nodes alone. */
    long total(SitePool where) {
        return counted().open().getOrDefault(where, 0L);
    }

    /** How many devices there are by the nodes alone: of open ones, and of all. */
    private record Totals(SortedMap<SitePool, Long> open, SortedMap<SitePool, Long> all) {}

    private Totals counted() {
        Totals counted = totals.orElseGet(() -> {
            Totals fresh = new Totals(new TreeMap<>(), new TreeMap<>());
            for (NodeShape node : sight.market().nodes()) {
                SitePool where = new SitePool(node.site(), node.type());
                fresh.all().merge(where, (long) node.devices(), Long::sum);
                fresh.open().merge(where, closed().has(node.name()) ? 0L : node.devices(), Long::sum);
            }
            return fresh;
        });
        totals = Optional.of(counted);
        return counted;
    }

    /** Returns how many devices of open nodes pods hold that are not ours. */
    long background(Pool pool) {
        return background(pool, closed());
    }

    /** Returns how many devices pods hold that are not ours; what nobody holds of closed nodes is nobody's. */
    static long background(Pool pool, ClosedNodes closed) {
        return Math.max(0, pool.totalDevices() - pool.soldDevices() - pool.freeDevices() - closed.away(pool));
    }

    /** Says whether as many devices are free or used by their owner as one needs; a node that is away for a moment lessens no need. */
    boolean isFree(OwnerReclaim need) {
        return notSold(need) >= Math.min(need.devices(), counted().all().getOrDefault(pool(need), 0L));
    }

    /** Returns how many devices of the open nodes of the pool in need we do not hold. */
    long notSold(OwnerReclaim need) {
        return total(pool(need)) - sold(pool(need));
    }

    private static SitePool pool(OwnerReclaim need) {
        return new SitePool(need.site(), new DeviceType(need.acceleratorModelId()));
    }

    /** Returns the orders by which victims leave for an owner; those who were told before are left out. */
    List<StopOrder> stops(Collection<Victim> victims, String why) {
        List<StopOrder> orders = new ArrayList<>();
        for (Victim victim : victims) {
            jobs.of(victim.job().uid())
                    .live()
                    .filter(live -> !leaving.isLeaving(live.attempt()))
                    .ifPresent(live -> orders.add(stop(live, why)));
        }
        return orders;
    }

    StopOrder stop(Intent live, String why) {
        long grace = graceMillis(sight, live);
        return new StopOrder(
                live.attempt(),
                EndReason.RECLAIMED.word(),
                why,
                nowMillis(),
                nowMillis() + Math.max(1, grace),
                Optional.empty());
    }

    /** Returns how long the workers of an attempt get to save themselves; nothing once its job is no longer understood. */
    static long graceMillis(Sight sight, Intent live) {
        return Optional.ofNullable(sight.market().orders().get(live.attempt().job()))
                .map(order -> order.request().interruption())
                .map(Interruption::graceMillis)
                .orElse(0L);
    }

    /** Returns the orders with what the decision log says of them. */
    RoomOrder order(List<StopOrder> orders, List<OwnerReclaim> reclaims) {
        List<DecisionRecord> records = orders.stream()
                .map(stop -> new DecisionRecord(stop.attempt().job(), nowMillis(), "stop", stop.reason(), stop.text()))
                .toList();
        return new RoomOrder(List.of(), orders, reclaims, List.of(), List.of(), List.of(), records);
    }

    static String names(List<StopOrder> orders) {
        return orders.stream().map(stop -> PlanTexts.name(stop.attempt().job())).collect(Collectors.joining(", "));
    }
}
