package io.xisuan.scheduler.reservation;

import io.xisuan.scheduler.cluster.HeadroomStep;
import io.xisuan.scheduler.cluster.Pool;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * How much of a pool may be sold at a later time: {@code total - headroom - sold}, by the calendar of its site, by what comes
 * back and by what is reserved.
 *
 * <p>What is free needs no look here: nodes are asked for it one by one. A pool that keeps nothing for its site's own users,
 * now or later, may sell all that is free.
 */
final class Sales {
    private final Pool pool;
    private final Ends ends;
    private final Reserved reserved;
    private final List<HeadroomStep> steps;
    private final long keptNow;

    Sales(Pool pool, Ends ends, Reserved reserved, long nowMillis) {
        this.pool = pool;
        this.ends = ends;
        this.reserved = reserved;
        this.keptNow = pool.headroomDevices();
        this.steps = pool.siteShape().calendar().stream()
                .filter(step -> step.type().equals(pool.type()) && step.fromMillis() > nowMillis)
                .toList();
    }

    /** Says whether something is kept for the site's own users at any time. */
    boolean isBound() {
        return keptNow > 0 || steps.stream().anyMatch(step -> step.devices() > 0);
    }

    /** Says whether what is kept rises within the window. */
    boolean risesIn(Window window) {
        long kept = keptAt(window.from());
        return steps.stream()
                .anyMatch(step ->
                        step.fromMillis() > window.from() && step.fromMillis() < window.to() && step.devices() > kept);
    }

    /** Says whether less is kept from just this instant on. */
    boolean fallsAt(long instant) {
        return keptAt(instant) < keptAt(instant - 1);
    }

    private long keptAt(long instant) {
        long kept = keptNow;
        for (HeadroomStep step : steps) {
            if (step.fromMillis() <= instant) {
                kept = step.devices();
            }
        }
        return kept;
    }

    /** Returns the last instant within the window at which so many more devices may not be sold, or {@link Soonest#NEVER}. */
    long shortAt(long devices, Window window) {
        long last = Soonest.NEVER;
        if (devices > 0 && isBound()) {
            for (long instant : instants(window)) {
                if (missing(devices, instant) > 0) {
                    last = instant;
                }
            }
        }
        return last;
    }

    /** Says whether at some time in the window more is held and reserved than may be sold. */
    boolean isOverdrawnIn(Window window) {
        return isBound() && instants(window).stream().anyMatch(instant -> missing(0, instant) > 0);
    }

    private SortedSet<Long> instants(Window window) {
        SortedSet<Long> instants = new TreeSet<>(reserved.instants(window.from(), window.to()));
        instants.add(window.from());
        for (HeadroomStep step : steps) {
            if (step.fromMillis() > window.from() && step.fromMillis() < window.to()) {
                instants.add(step.fromMillis());
            }
        }
        return instants;
    }

    private long missing(long devices, long instant) {
        long unsold = pool.totalDevices() - keptAt(instant) - pool.soldDevices() - reserved.devicesAt(instant);
        return unsold >= devices ? 0 : devices - unsold - cameBackBy(instant);
    }

    private long cameBackBy(long instant) {
        long devices = 0;
        for (int node = pool.firstNode(); node < pool.endNode(); node++) {
            if (ends.first(node) <= instant) {
                long[] row = ends.row(node);
                for (int at = 0; at < row.length && row[at + Ends.TIME] <= instant; at += Ends.FIELDS) {
                    devices += row[at + Ends.DEVICES];
                }
            }
        }
        return devices;
    }

    /** Returns an instant after the given short one before which it stays as short; {@link Soonest#NEVER} when for ever. */
    long after(long devices, long shortAt) {
        Soonest soonest = new Soonest(missing(devices, shortAt), next(shortAt));
        for (int node = pool.firstNode(); node < pool.endNode(); node++) {
            if (ends.first(node) < soonest.limit()) {
                long[] row = ends.row(node);
                for (int at = 0; at < row.length && row[at + Ends.TIME] < soonest.limit(); at += Ends.FIELDS) {
                    if (row[at + Ends.TIME] > shortAt) {
                        soonest.add(row[at + Ends.TIME], row[at + Ends.DEVICES]);
                    }
                }
            }
        }
        return Math.min(soonest.instant(), next(shortAt));
    }

    /** Returns the next instant at which what is kept or reserved changes. */
    long next(long instant) {
        List<Long> changes = reserved.instants(instant, Long.MAX_VALUE);
        long next = changes.isEmpty() ? Soonest.NEVER : changes.getFirst();
        for (HeadroomStep step : steps) {
            if (step.fromMillis() > instant) {
                next = Math.min(next, step.fromMillis());
            }
        }
        return next;
    }
}
