package io.xisuan.operator.loop;

import io.xisuan.billing.store.Intent;
import io.xisuan.billing.store.PlannedWorker;
import io.xisuan.billing.store.RoomBook;
import io.xisuan.billing.store.SeatClaim;
import io.xisuan.billing.store.SeatRelease;
import io.xisuan.billing.usage.AttemptKey;
import io.xisuan.model.JobId;
import io.xisuan.model.Money;
import io.xisuan.operator.device.Seat;
import io.xisuan.scheduler.cluster.WorkerPlacement;
import io.xisuan.scheduler.demand.DeviceType;
import io.xisuan.scheduler.demand.Gang;
import io.xisuan.scheduler.demand.JobRequest;
import io.xisuan.scheduler.demand.Variant;
import io.xisuan.scheduler.plan.Claim;
import io.xisuan.scheduler.plan.Cost;
import io.xisuan.scheduler.plan.Decision;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The seats that are kept for jobs while others leave: as stored, read once, so that a new leader goes on with the same ones. A seat
 * is given up once its job started or is gone, when it no longer stands, or when its time has passed.
 */
final class KeptSeats {
    private static final Logger LOG = LoggerFactory.getLogger(KeptSeats.class);

    private final RoomBook book;
    private final long epoch;
    private final JobRecords jobs;
    private final TreeMap<JobId, SeatClaim> open = new TreeMap<>();

    KeptSeats(RoomBook book, long epoch, JobRecords jobs) {
        this.book = book;
        this.epoch = epoch;
        this.jobs = jobs;
        book.openSeats().forEach(seat -> open.put(seat.claim().job(), seat.claim()));
    }

    /** Remembers claims that were stored just now. */
    void made(Collection<SeatClaim> claims) {
        claims.forEach(claim -> open.putIfAbsent(claim.job(), claim));
    }

    boolean has(JobId job) {
        return open.containsKey(job);
    }

    List<SeatClaim> all() {
        return List.copyOf(open.values());
    }

    /** Gives up the seats of jobs that started, are gone, or waited too long. */
    void tend(Predicate<JobId> wanted, long nowMillis) {
        List<SeatRelease> releases = new ArrayList<>();
        for (SeatClaim claim : open.values()) {
            over(claim, wanted, nowMillis)
                    .ifPresent(because -> releases.add(new SeatRelease(claim.job(), because, nowMillis)));
        }
        release(releases);
    }

    private Optional<String> over(SeatClaim claim, Predicate<JobId> wanted, long nowMillis) {
        JobRecord record = jobs.of(claim.job().uid());
        Optional<Intent> live = record.live();
        if (live.filter(intent -> intent.attempt().attempt() > toldToLeave(claim, record))
                .isPresent()) {
            return Optional.of("started");
        }
        if (!wanted.test(claim.job()) || (live.isEmpty() && record.outcome().isPresent())) {
            return Optional.of("gone");
        }
        return nowMillis >= claim.keptUntilMillis() ? Optional.of("waited too long") : Optional.empty();
    }

    /** Returns the number of the job's own attempt that leaves for its seat, or 0: by numbers, for leaders' clocks differ. */
    private static int toldToLeave(SeatClaim claim, JobRecord record) {
        return switch (claim.purpose()) {
            case PREEMPT -> 0;
            case MOVE -> record.lastToldTo(EndReason.MOVED);
            case RESIZE -> record.lastToldTo(EndReason.RESIZED);
        };
    }

    /** Gives up the seats that nobody leaves for any more and that the plan did not use: something else has happened there. */
    void notUsed(Plans plans, long nowMillis) {
        List<SeatRelease> releases = new ArrayList<>();
        for (SeatClaim claim : open.values()) {
            boolean waits = plans.decided(claim.job()) && !plans.starts(claim.job());
            if (waits && victims(claim).isEmpty()) {
                releases.add(new SeatRelease(claim.job(), "no longer stands", nowMillis));
            }
        }
        release(releases);
    }

    /** What a plan said of jobs. */
    interface Plans {
        boolean decided(JobId job);

        boolean starts(JobId job);
    }

    private void release(List<SeatRelease> releases) {
        if (!releases.isEmpty()) {
            book.release(epoch, releases);
            for (SeatRelease release : releases) {
                open.remove(release.job());
                LOG.info("the places kept for {} are given up: {}", release.job(), release.because());
            }
        }
    }

    /** Returns the victims of a claim that have not left: of each the very attempt that was told to. */
    List<AttemptKey> victims(SeatClaim claim) {
        return claim.victims().stream()
                .filter(victim -> jobs.of(victim.job().uid())
                        .live()
                        .filter(live -> live.attempt().equals(victim))
                        .isPresent())
                .toList();
    }

    /** Returns the claims as the scheduler takes them, of jobs that are understood. */
    List<Claim> claims(SortedMap<JobId, JobRequest> requests, long nowMillis) {
        List<Claim> claims = new ArrayList<>();
        for (SeatClaim claim : open.values()) {
            JobRequest request = requests.get(claim.job());
            if (request != null) {
                claims.add(new Claim(
                        claim.job(),
                        seat(claim, request, nowMillis),
                        victims(claim).stream().map(AttemptKey::job).toList()));
            }
        }
        return claims;
    }

    /** The price is that of the day on which the job starts; what is kept are the places. */
    static Decision.Seat seat(SeatClaim claim, JobRequest request, long nowMillis) {
        DeviceType type = new DeviceType(claim.acceleratorModelId());
        Variant variant = request.variants().stream()
                .filter(each -> each.type().equals(type))
                .findFirst()
                .orElseGet(() -> Variant.of(type));
        Gang gang = Capacity.placed(request.gang(), claim.workers().size());
        List<WorkerPlacement> workers =
                claim.workers().stream().map(worker -> placement(worker, gang)).toList();
        return new Decision.Seat(
                claim.site(),
                variant,
                gang,
                workers,
                claim.transferMillis(),
                nowMillis + request.runtimeMillis(variant),
                Cost.Priced.gross(Money.ZERO));
    }

    private static WorkerPlacement placement(PlannedWorker worker, Gang gang) {
        Seat seat = Seat.parse(worker.seat());
        return new WorkerPlacement(
                worker.rank(), worker.node(), gang.shape(worker.rank()).wholeDevices(), seat.slot(), seat.start());
    }
}
