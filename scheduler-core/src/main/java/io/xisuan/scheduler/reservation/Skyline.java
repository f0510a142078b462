package io.xisuan.scheduler.reservation;

import io.xisuan.scheduler.cluster.Pool;
import io.xisuan.scheduler.cluster.RunningJob;
import io.xisuan.scheduler.demand.Gang;
import io.xisuan.scheduler.placement.NodeLimit;
import io.xisuan.scheduler.placement.PlacementWish;
import io.xisuan.scheduler.placement.Places;
import io.xisuan.scheduler.plan.Eta;
import java.util.Optional;

/**
 * The future of one pool, node by node: what comes free when running jobs end, what is reserved, and what the site keeps for
 * its own users by its calendar.
 *
 * <p>Today is read from the pool as it is, and ends are read from the nodes that a question concerns, so a skyline costs
 * nothing until it is asked. What the owner's pods hold now is taken to stay. Times are expectations: a job that overruns moves
 * everything behind it, and the next cycle plans anew.
 */
public final class Skyline {
    private final Pool pool;
    private final Ends ends;
    private long nowMillis;
    private NodeFuture nodes;
    private Sales sales;

    Skyline(Pool pool, Ends ends, long nowMillis) {
        this.pool = pool;
        this.ends = ends;
        this.nowMillis = nowMillis;
        this.nodes = new NodeFuture(pool, ends, new Reserved());
        this.sales = new Sales(pool, ends, nodes.reserved(), nowMillis);
    }

    /** Says whether anything is reserved. */
    public boolean hasReservations() {
        return !nodes.reserved().isEmpty();
    }

    /** Says whether whatever fits now may run so long: nothing is reserved, and the site's own users need no more by then. */
    public boolean isOpen(long runMillis) {
        return !hasReservations() && !sales.risesIn(Window.of(nowMillis, runMillis));
    }

    /** Returns the limit that keeps a job which starts now and runs so long from delaying what is reserved. */
    public NodeLimit limit(long runMillis) {
        Window window = Window.of(nowMillis, runMillis);
        return (node, shape, most) -> {
            if (nodes.reserved().on(node).isEmpty()) {
                return most;
            }
            ends.refresh();
            return nodes.workers(node, shape, most, window.from(), window.to());
        };
    }

    /** Says whether a job that starts now stays within what may be sold for as long as it runs. */
    public boolean maySell(Gang gang, long runMillis) {
        ends.refresh();
        return sales.shortAt(gang.devicesTouched(), Window.of(nowMillis, runMillis)) == Soonest.NEVER;
    }

    /** Says whether the site's own users will need what a job which starts now would still hold, whatever is reserved. */
    public boolean isKept(Gang gang, long runMillis) {
        ends.refresh();
        Sales alone = new Sales(pool, ends, new Reserved(), nowMillis);
        return alone.shortAt(gang.devicesTouched(), Window.of(nowMillis, runMillis)) != Soonest.NEVER;
    }

    /**
     * Says whether a running job that will end later than before, as the state now has it, then stands where something is reserved,
     * or holds what the site's own users will need.
     */
    public boolean wouldDelay(RunningJob before, RunningJob longer) {
        ends.refresh();
        Window more = new Window(ends.endMillis(before), ends.endMillis(longer));
        if (more.to() <= more.from()) {
            return false;
        }
        for (Reserved.Hold hold : nodes.reserved().all()) {
            boolean begins = hold.startMillis() >= more.from() && hold.startMillis() < more.to();
            if (begins && pool.runningOn(hold.node()).contains(longer) && !nodes.keeps(hold)) {
                return true;
            }
        }
        return sales.isOverdrawnIn(more);
    }

    /**
     * Returns the earliest time not before the given one at which the gang fits for as long as it runs, or empty when nothing
     * that is known makes room for it.
     */
    public Optional<Reservation> earliest(PlacementWish wish, long runMillis, long notBeforeMillis) {
        return earliest(wish, runMillis, notBeforeMillis, Long.MAX_VALUE);
    }

    /**
     * Returns the same as from {@code notBeforeMillis} on, faster because it is known not to be before a later instant.
     *
     * @param knownMillis an instant before which the gang does not fit
     */
    public Optional<Reservation> earliestFrom(
            PlacementWish wish, long runMillis, long notBeforeMillis, long knownMillis) {
        ends.refresh();
        return new Search(nodes, sales, wish, runMillis)
                .first(Math.max(notBeforeMillis, knownMillis), Long.MAX_VALUE)
                .map(found -> new Reservation(
                        found.startMillis(), found.places(), cause(found, wish, runMillis, notBeforeMillis)));
    }

    /** Returns the earliest time before a limit, see above, or empty. */
    public Optional<Reservation> earliest(PlacementWish wish, long runMillis, long notBeforeMillis, long limitMillis) {
        ends.refresh();
        return new Search(nodes, sales, wish, runMillis)
                .first(notBeforeMillis, limitMillis)
                .map(found -> new Reservation(
                        found.startMillis(), found.places(), cause(found, wish, runMillis, notBeforeMillis)));
    }

    /** Returns the gang's places for a run from a later time, or empty. */
    public Optional<Places> at(PlacementWish wish, long runMillis, long startMillis) {
        ends.refresh();
        return new Search(nodes, sales, wish, runMillis)
                .first(startMillis, startMillis + 1)
                .map(Search.Found::places);
    }

    private Eta.Cause cause(Search.Found found, PlacementWish wish, long runMillis, long notBeforeMillis) {
        if (hasReservations() && found.startMillis() > notBeforeMillis) {
            Reserved nothing = new Reserved();
            NodeFuture unreserved = new NodeFuture(pool, ends, nothing);
            Sales alone = new Sales(pool, ends, nothing, nowMillis);
            if (new Search(unreserved, alone, wish, runMillis)
                    .first(notBeforeMillis, found.startMillis())
                    .isPresent()) {
                return Eta.Cause.QUEUE_AHEAD;
            }
        }
        return sales.fallsAt(found.startMillis()) ? Eta.Cause.HEADROOM_FALLS : Eta.Cause.JOBS_END;
    }

    /** Keeps a gang's places for as long as it runs. */
    public void reserve(Reservation reservation, long runMillis) {
        Window window = Window.of(reservation.startMillis(), runMillis);
        Places places = reservation.places();
        places.shares().forEach(share -> nodes.reserved().add(nodes.hold(places.gang(), share, window)));
    }

    /** Goes on to a later time; what is reserved stays. */
    public void moveTo(long instantMillis) {
        nowMillis = instantMillis;
    }

    /** Forgets all that is reserved. */
    public void clear() {
        nodes = new NodeFuture(pool, ends, new Reserved());
        sales = new Sales(pool, ends, nodes.reserved(), nowMillis);
    }
}
