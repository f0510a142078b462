package io.xisuan.billing.store;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;

/**
 * Room that is made for jobs and for the owners of sites: seats that are kept, what people ask of sites, and how long owners waited.
 *
 * <p>Requests are plain transactions of any program. All else is the leader's: such methods throw {@link FencedException} once a newer
 * epoch was minted.
 */
public final class RoomBook {
    private final Database database;

    public RoomBook(Store store) {
        this.database = store.database();
    }

    /** Stores what a cycle decides so that others get room. */
    public void order(long epoch, RoomOrder order) {
        database.write(handle -> {
            LeaderRow.require(handle, epoch);
            for (SeatClaim claim : order.claims()) {
                if (!SeatRows.isOpen(handle, claim.job())) {
                    SeatRows.insert(handle, claim);
                }
            }
            StopRows.insert(handle, order.stops());
            order.reclaims().forEach(reclaim -> SiteRows.note(handle, reclaim));
            order.siteStops().forEach(stop -> SiteRows.insert(handle, stop));
            order.resumes().forEach(resume -> SiteRows.resume(handle, resume));
            order.answers().forEach(answer -> SiteRows.answer(handle, answer));
            DecisionRows.insertChanges(handle, order.decisions());
            return true;
        });
    }

    /** Ends open claims. */
    public void release(long epoch, List<SeatRelease> releases) {
        database.write(handle -> {
            LeaderRow.require(handle, epoch);
            releases.forEach(release -> SeatRows.release(handle, release));
            return true;
        });
    }

    /** Returns the open claims in the order in which they were made. */
    public List<SeatRecord> openSeats() {
        return database.read(SeatRows::open);
    }

    /** Returns all claims that ever were, oldest first. */
    public List<SeatRecord> seats() {
        return database.read(SeatRows::all);
    }

    /** Returns how many attempts of each job were ever told to stop for one of these reasons, by the job's uid. */
    public SortedMap<String, Integer> stopsOfJobs(Set<String> reasons) {
        return database.read(handle -> StopRows.countByJob(handle, reasons));
    }

    /** Stores a wish for the leader, and returns its number. */
    public long ask(SiteRequest wish) {
        return database.write(handle -> SiteRows.insert(handle, wish));
    }

    public Optional<SiteRequest> request(long id) {
        return database.read(handle -> SiteRows.find(handle, id));
    }

    /** Returns the requests that have no final answer, oldest first. */
    public List<SiteRequest> openRequests() {
        return database.read(SiteRows::open);
    }

    /** Returns what is kept from sale by request and was not resumed. */
    public List<SiteStop> siteStops() {
        return database.read(SiteRows::stops);
    }

    /** Notes when the devices were free that an owner needed. */
    public void freed(long epoch, OwnerReclaim reclaim, long atMillis) {
        database.write(handle -> {
            LeaderRow.require(handle, epoch);
            SiteRows.freed(handle, reclaim.cause(), reclaim.about(), atMillis);
            return true;
        });
    }

    /** Returns the needs of owners that are not met yet, oldest first. */
    public List<OwnerReclaim> openReclaims() {
        return database.read(handle -> SiteRows.reclaims(handle, true));
    }

    /** Returns all needs of owners, oldest first. */
    public List<OwnerReclaim> reclaims() {
        return database.read(handle -> SiteRows.reclaims(handle, false));
    }

    /** Says what sites have, in place of what was said before. */
    public void publish(long epoch, List<SiteView> views) {
        database.write(handle -> {
            LeaderRow.require(handle, epoch);
            SiteRows.publish(handle, views);
            return true;
        });
    }

    /** Returns what sites have as the leader saw it last, by site and model. */
    public List<SiteView> views() {
        return database.read(SiteRows::views);
    }
}
