package io.xisuan.operator.loop;

import io.xisuan.billing.store.RoomBook;
import io.xisuan.billing.store.RoomOrder;
import io.xisuan.billing.store.StopRecord;
import io.xisuan.billing.store.Store;
import io.xisuan.model.JobId;
import io.xisuan.scheduler.Tenancy;
import io.xisuan.scheduler.fairness.PastUse;
import io.xisuan.scheduler.plan.Decision;
import io.xisuan.scheduler.plan.Plan;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Who leaves and for whom places are kept: the store and what is remembered of it, changed together. */
final class Room {
    private final RoomBook book;
    private final long epoch;
    private final JobRecords jobs;
    private final PastUse past;
    private final Leaving leaving;
    private final KeptSeats seats;

    Room(Store store, long epoch, JobRecords jobs) {
        this(store, epoch, jobs, PastUse.none());
    }

    /**
     * @param past what tenants used so far, counted on by others
     */
    Room(Store store, long epoch, JobRecords jobs, PastUse past) {
        this.past = past;
        this.book = new RoomBook(store);
        this.epoch = epoch;
        this.jobs = jobs;
        this.leaving = new Leaving(store, jobs);
        this.seats = new KeptSeats(book, epoch, jobs);
    }

    RoomBook book() {
        return book;
    }

    Leaving leaving() {
        return leaving;
    }

    KeptSeats seats() {
        return seats;
    }

    /** Returns who shares the devices by which rules, and who has had how much. */
    Tenancy tenancy(Sight sight) {
        return new Tenancy(sight.market().queues(), past, Tenancy.DEFAULT_AGE_MILLIS);
    }

    /** Begins a cycle: who has left is forgotten, and seats are given up that nobody needs. */
    void begin(Sight sight) {
        leaving.keepOnly(jobs.live());
        seats.tend(job -> sight.job(job.uid()).isPresent(), sight.nowMillis());
    }

    /** Stores what was decided, all of it or nothing, before anything acts on it. */
    void order(RoomOrder order) {
        if (!order.isEmpty()) {
            book.order(epoch, order);
            leaving.told(order.stops());
            order.stops().forEach(stop -> jobs.put(new StopRecord(stop, Optional.empty())));
            seats.made(order.claims());
        }
    }

    /** Notes a plan that was carried out: seats that it had no use for are given up. */
    void planned(Plan plan, long nowMillis) {
        Set<JobId> decided =
                plan.decisions().stream().map(Decision::job).collect(Collectors.toCollection(HashSet::new));
        Set<JobId> starts =
                plan.starts().stream().map(Decision.Start::job).collect(Collectors.toCollection(HashSet::new));
        seats.notUsed(
                new KeptSeats.Plans() {
                    @Override
                    public boolean decided(JobId job) {
                        return decided.contains(job);
                    }

                    @Override
                    public boolean starts(JobId job) {
                        return starts.contains(job);
                    }
                },
                nowMillis);
    }
}
