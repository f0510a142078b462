package io.xisuan.scheduler.simulation;

import io.xisuan.scheduler.simulation.Running.Reservation;
import java.util.Arrays;
import java.util.BitSet;
import org.jspecify.annotations.Nullable;

/**
 * EASY backfill: jobs by submission; the first is promised the earliest time at which it fits, and others go ahead
 * when they end by then or leave its machines alone (Lifka, "The ANL/IBM SP Scheduling System", 1995). Run times are
 * known exactly.
 */
final class EasyWaiting implements Waiting {
    private final Domain domain;
    private final Running running;
    private final boolean someWithoutDevices;
    /** The site of all jobs when each stays in its own; only there does one job's failure tell about the next. */
    private final int onlySite;

    private int[] queue = new int[64];
    private int size;
    /** The jobs before this place were tried, and nothing was freed or taken since. */
    private int tried;

    private @Nullable Reservation promised;

    EasyWaiting(Domain domain, Running running) {
        this.domain = domain;
        this.running = running;
        someWithoutDevices = domain.someWithoutDevices();
        onlySite = domain.workload().shape(domain.jobs()[0]).site();
    }

    @Override
    public void submit(int job) {
        if (size == queue.length) {
            queue = Arrays.copyOf(queue, size * 2);
        }
        queue[size++] = job;
    }

    @Override
    public void dispatch(long now, boolean released) {
        if (released) {
            tried = 0;
        }
        startInOrder(now);
        int before = size;
        if (size > 1 && tried < size) {
            goAhead(now);
        }
        tried = size == before ? size : 0;
    }

    private void startInOrder(long now) {
        int started = 0;
        while (tried == 0 && started < size && running.tryStart(queue[started], now)) {
            started++;
        }
        if (started > 0) {
            System.arraycopy(queue, started, queue, 0, size - started);
            size -= started;
            promised = null;
        }
    }

    private void goAhead(long now) {
        Reservation first = promised == null ? running.reserve(queue[0]) : promised;
        promised = first;
        int next = Math.max(tried, 1);
        int kept = next;
        BitSet noRoomFor = new BitSet();
        for (; next < size && (someWithoutDevices || !running.exhausted()); next++) {
            int job = queue[next];
            Shape shape = domain.workload().shape(job);
            boolean comparable = shape.plain() && shape.site() == onlySite;
            boolean sameFailed = comparable && noRoomFor.get(shape.devices());
            Ahead outcome = sameFailed ? Ahead.NO_ROOM : tryGoAhead(job, shape, now, first);
            if (outcome == Ahead.NO_ROOM && comparable) {
                noRoomFor.set(shape.devices());
            }
            if (outcome != Ahead.STARTED) {
                queue[kept++] = job;
            }
        }
        System.arraycopy(queue, next, queue, kept, size - next);
        size -= next - kept;
    }

    private Ahead tryGoAhead(int job, Shape shape, long now, Reservation first) {
        Allocation found = running.place(job);
        if (found.isNone()) {
            return Ahead.NO_ROOM;
        }
        boolean endsBefore = now + domain.workload().duration(job) <= first.atMillis();
        if (!endsBefore && !first.left().takeSame(found, shape)) {
            running.giveBack(job, found);
            return Ahead.WOULD_DELAY;
        }
        running.start(job, found, now);
        return Ahead.STARTED;
    }

    /** What came of one try to start a job before the first. */
    private enum Ahead {
        STARTED,
        NO_ROOM,
        WOULD_DELAY
    }
}
