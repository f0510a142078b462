package io.xisuan.operator.loop;

import io.xisuan.billing.store.Intent;
import io.xisuan.billing.store.RoomBook;
import io.xisuan.billing.store.SiteView;
import io.xisuan.scheduler.cluster.Pool;
import java.util.ArrayList;
import java.util.List;

/** Writes what sites have into the store, where people ask for it who reach no cluster: on change, at most once in a while. */
final class SiteViews {
    private static final long PAUSE_MILLIS = 2_000;
    /** A view that did not change is written anew so often, so that people see that somebody looks. */
    private static final long AGAIN_MILLIS = 60_000;

    private final RoomBook book;
    private final long epoch;
    private List<SiteView> said = List.of();
    private long saidMillis = Long.MIN_VALUE / 2;

    SiteViews(RoomBook book, long epoch) {
        this.book = book;
        this.epoch = epoch;
    }

    void tend(Capacity left, ClosedNodes closed, OwnerNeeds needs, List<Intent> live, Leaving leaving, long nowMillis) {
        long pause = nowMillis - saidMillis;
        if (pause < PAUSE_MILLIS) {
            return;
        }
        List<SiteView> views = new ArrayList<>();
        for (Pool pool : left.state().pools()) {
            views.add(view(pool, closed, needs, live, leaving));
        }
        if (!views.equals(said) || pause >= AGAIN_MILLIS) {
            book.publish(
                    epoch, views.stream().map(view -> view.seenAt(nowMillis)).toList());
            said = views;
            saidMillis = nowMillis;
        }
    }

    private static SiteView view(Pool pool, ClosedNodes closed, OwnerNeeds needs, List<Intent> live, Leaving leaving) {
        List<Intent> there = live.stream()
                .filter(intent -> intent.site().equals(pool.site())
                        && intent.acceleratorModelId().equals(pool.type().id()))
                .toList();
        long kept = needs.kept().getOrDefault(new SitePool(pool.site(), pool.type()), 0);
        long headroom = Math.max(pool.headroomDevices(), kept);
        long spare =
                Math.min(pool.freeDevices(), pool.totalDevices() - closed.away(pool) - headroom - pool.soldDevices());
        return new SiteView(
                pool.site(),
                pool.type().id(),
                pool.totalDevices(),
                Stand.background(pool, closed),
                pool.soldDevices(),
                headroom,
                Math.max(0, spare),
                there.size(),
                (int) there.stream()
                        .filter(intent -> leaving.isLeaving(intent.attempt()))
                        .count(),
                0);
    }
}
