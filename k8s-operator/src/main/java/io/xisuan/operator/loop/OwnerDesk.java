package io.xisuan.operator.loop;

import io.xisuan.billing.store.DecisionRecord;
import io.xisuan.billing.store.OwnerReclaim;
import io.xisuan.billing.store.RoomBook;
import io.xisuan.billing.store.RoomOrder;
import io.xisuan.billing.store.SiteStop;
import io.xisuan.billing.store.StopOrder;
import io.xisuan.model.SiteId;
import io.xisuan.operator.observe.ObservedCluster;
import io.xisuan.operator.observe.ObservedPod;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableSet;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * The owners of sites come first: their waiting pods, what they keep by headroom and calendar, and what people ask for by hand make us
 * vacate, the least harmful whole gang first, and are kept from sale.
 */
final class OwnerDesk {
    /** What kube-scheduler writes on a pod that it evicts for one of higher priority. */
    private static final String EVICTED = "PreemptionByScheduler";

    private final RoomBook book;
    private final long epoch;
    private final JobRecords jobs;
    private final Room room;
    private final SiteDesk requests;
    private final OwnerWaits waits = new OwnerWaits();
    private final HeadroomWatch headroom = new HeadroomWatch();
    private List<SiteStop> stops;
    private List<OwnerReclaim> open;
    private OwnerNeeds needs = OwnerNeeds.NONE;

    OwnerDesk(Room room, long epoch, JobRecords jobs) {
        this.book = room.book();
        this.epoch = epoch;
        this.jobs = jobs;
        this.room = room;
        this.requests = new SiteDesk(book);
        this.stops = book.siteStops();
        this.open = book.openReclaims();
    }

    /** Returns what is kept for owners since the last {@link #tend}. */
    OwnerNeeds needs() {
        return needs;
    }

    /** Returns what is said of sites whose owners' pods stay unschedulable on places that were kept for them. */
    SortedMap<SiteId, String> givenBack(long nowMillis) {
        return waits.givenBack(nowMillis);
    }

    /** Sees what owners need, orders who leaves for it, and returns these orders. */
    List<StopOrder> tend(Sight sight) {
        Stand stand = new Stand(sight, jobs, room.leaving(), stops);
        List<RoomOrder> orders = new ArrayList<>();
        // 1. What kube-scheduler began for an owner's pod is finished for the whole gang.
        orders.add(evicted(sight, stand));
        // 2. Pods of owners that wait.
        OwnerPods.Seen pods = OwnerPods.see(sight, stand, waits);
        orders.add(pods.order());
        // 3. What sites keep by the clock, and what people asked for.
        orders.add(headroom.vacate(stand));
        boolean changed = requests.answer(stand, orders::add);
        RoomOrder all = unnoted(together(orders));
        room.order(all);
        if (changed) {
            stops = book.siteStops();
        }
        if (!all.reclaims().isEmpty()) {
            open = book.openReclaims();
        }
        stops = stops.stream().filter(stop -> stop.holds(sight.nowMillis())).toList();
        needs = new OwnerNeeds(kept(stops), pods.awaited());
        freed(pods.waiting(), stand, sight.nowMillis());
        return all.stops();
    }

    /** A gang of which kube-scheduler evicts a pod is broken: it leaves as a whole, so that each worker saves itself. */
    private RoomOrder evicted(Sight sight, Stand stand) {
        NavigableSet<String> broken = new TreeSet<>();
        for (ObservedCluster cluster : sight.clusters()) {
            cluster.ours().stream()
                    .filter(pod ->
                            pod.deletionMillis().isPresent() && pod.reason().equals(EVICTED))
                    .map(ObservedPod::jobUid)
                    .forEach(broken::add);
        }
        List<StopOrder> orders = new ArrayList<>();
        for (String uid : broken) {
            jobs.of(uid)
                    .live()
                    .filter(live -> !room.leaving().isLeaving(live.attempt()))
                    .ifPresent(live -> orders.add(
                            stand.stop(live, "kube-scheduler evicts a pod of it for one of the site's owner")));
        }
        return stand.order(orders, List.of());
    }

    /** Leaves out what is noted already and concerns nobody more. */
    private RoomOrder unnoted(RoomOrder order) {
        List<OwnerReclaim> fresh = order.reclaims().stream()
                .filter(need -> !need.stopped().isEmpty()
                        || open.stream()
                                .noneMatch(known -> known.cause() == need.cause()
                                        && known.about().equals(need.about())))
                .toList();
        return new RoomOrder(
                order.claims(),
                order.stops(),
                fresh,
                order.siteStops(),
                order.resumes(),
                order.answers(),
                order.decisions());
    }

    private static RoomOrder together(List<RoomOrder> orders) {
        TreeMap<String, StopOrder> stops = new TreeMap<>();
        orders.forEach(order ->
                order.stops().forEach(stop -> stops.putIfAbsent(stop.attempt().toString(), stop)));
        List<DecisionRecord> records =
                orders.stream().flatMap(order -> order.decisions().stream()).toList();
        return new RoomOrder(
                List.of(),
                List.copyOf(stops.values()),
                orders.stream().flatMap(order -> order.reclaims().stream()).toList(),
                orders.stream().flatMap(order -> order.siteStops().stream()).toList(),
                orders.stream().flatMap(order -> order.resumes().stream()).toList(),
                orders.stream().flatMap(order -> order.answers().stream()).toList(),
                records);
    }

    /** Returns what is kept from sale by requests: of several the largest counts. */
    static SortedMap<SitePool, Integer> kept(List<SiteStop> stops) {
        SortedMap<SitePool, Integer> kept = new TreeMap<>();
        stops.forEach(stop -> kept.merge(Stand.pool(stop), stop.kept(), Math::max));
        return kept;
    }

    /** Notes whose needs are met: a pod that waits no longer, a headroom or request whose devices are free. */
    private void freed(SortedSet<String> waiting, Stand stand, long nowMillis) {
        List<OwnerReclaim> left = new ArrayList<>();
        for (OwnerReclaim need : open) {
            boolean met = switch (need.cause()) {
                case POD -> !waiting.contains(need.about());
                case HEADROOM, REQUEST -> stand.isFree(need);
            };
            if (met) {
                book.freed(epoch, need, Math.max(nowMillis, need.askedAtMillis()));
            } else {
                left.add(need);
            }
        }
        open = left;
    }
}
