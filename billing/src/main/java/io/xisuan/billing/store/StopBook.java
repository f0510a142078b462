package io.xisuan.billing.store;

import java.util.Collection;
import java.util.List;
import java.util.Map;

/** The orders to end attempts before their time, and how these left; a view of the {@link Store}. */
public final class StopBook {
    private final Database database;

    StopBook(Database database) {
        this.database = database;
    }

    /**
     * Stores orders and the decisions that they follow from in one transaction; an attempt that was told to stop before keeps its
     * first order.
     *
     * @throws FencedException once a newer epoch was minted
     */
    public void order(long epoch, List<StopOrder> orders, List<DecisionRecord> decisions) {
        database.write(handle -> {
            LeaderRow.require(handle, epoch);
            StopRows.insert(handle, orders);
            DecisionRows.insertChanges(handle, decisions);
            return true;
        });
    }

    /**
     * Notes how an attempt left that was told to stop; the first note stays.
     *
     * @throws FencedException once a newer epoch was minted
     */
    public void end(long epoch, StopEnd end) {
        database.write(handle -> {
            LeaderRow.require(handle, epoch);
            StopRows.end(handle, end);
            return true;
        });
    }

    /** Returns the orders of attempts that live, in order of attempt. */
    public List<StopRecord> live() {
        return database.read(StopRows::live);
    }

    /** Returns the orders of all attempts of a job, in order of attempt. */
    public List<StopRecord> ofJob(String jobUid) {
        return database.read(handle -> StopRows.ofJob(handle, jobUid));
    }

    /** Returns the orders of jobs by job uid, in order of attempt; jobs that were never told to stop are left out. */
    public Map<String, List<StopRecord>> ofJobs(Collection<String> jobUids) {
        return database.read(handle -> StopRows.ofJobs(handle, jobUids));
    }
}
