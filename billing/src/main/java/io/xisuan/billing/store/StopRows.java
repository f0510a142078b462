package io.xisuan.billing.store;

import io.xisuan.billing.usage.AttemptKey;
import io.xisuan.model.JobId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.PreparedBatch;

/** The table {@code stop_order}: at most one row for each attempt; the first order stays. */
final class StopRows {
    /** How many jobs one query names. */
    private static final int AT_ONCE = 500;

    private StopRows() {}

    static void insert(Handle handle, List<StopOrder> orders) {
        PreparedBatch batch = handle.prepareBatch("""
                INSERT INTO stop_order (job_uid, attempt, namespace, name, reason, text, ordered_at, by_at,
                  for_uid, for_namespace, for_name)
                VALUES (:uid, :attempt, :namespace, :name, :reason, :text, :ordered, :by, :forUid, :forNamespace, :forName)
                ON CONFLICT (job_uid, attempt) DO NOTHING""");
        for (StopOrder order : orders) {
            batch.bind("uid", order.attempt().job().uid())
                    .bind("attempt", order.attempt().attempt())
                    .bind("namespace", order.attempt().job().namespace())
                    .bind("name", order.attempt().job().name())
                    .bind("reason", order.reason())
                    .bind("text", order.text())
                    .bind("ordered", order.orderedAtMillis())
                    .bind("by", order.byMillis())
                    .bind("forUid", order.beneficiary().map(JobId::uid))
                    .bind("forNamespace", order.beneficiary().map(JobId::namespace))
                    .bind("forName", order.beneficiary().map(JobId::name))
                    .add();
        }
        Batches.execute(batch);
    }

    /** Notes how an attempt left; the first note stays, and an attempt that nobody told to stop has none. */
    static void end(Handle handle, StopEnd end) {
        handle.createUpdate("""
                        UPDATE stop_order SET confirmed_by = :confirmed, lost_device_millis = :lost, ended_at = :ended
                        WHERE job_uid = :uid AND attempt = :attempt AND ended_at IS NULL""")
                .bind("confirmed", end.confirmedBy())
                .bind("lost", end.lostDeviceMillis())
                .bind("ended", end.endedAtMillis())
                .bind("uid", end.attempt().job().uid())
                .bind("attempt", end.attempt().attempt())
                .execute();
    }

    /** Returns the orders of attempts that live, in order of attempt. */
    static List<StopRecord> live(Handle handle) {
        return handle.createQuery("""
                        SELECT s.* FROM stop_order s JOIN intent i ON i.job_uid = s.job_uid AND i.attempt = s.attempt
                        WHERE i.state IN ('PLANNED', 'ACTED', 'OBSERVED') ORDER BY s.job_uid, s.attempt""").map((row, context) -> stop(row)).list();
    }

    /** Returns how many attempts of each job were told to stop for one of these reasons. */
    static SortedMap<String, Integer> countByJob(Handle handle, Set<String> reasons) {
        SortedMap<String, Integer> counts = new TreeMap<>();
        handle.createQuery("SELECT job_uid, reason, count(*) AS orders FROM stop_order GROUP BY job_uid, reason")
                .map((row, context) -> {
                    if (reasons.contains(row.getString("reason"))) {
                        counts.merge(row.getString("job_uid"), row.getInt("orders"), Integer::sum);
                    }
                    return true;
                })
                .list();
        return counts;
    }

    static List<StopRecord> ofJob(Handle handle, String jobUid) {
        return handle.createQuery("SELECT * FROM stop_order WHERE job_uid = :uid ORDER BY attempt")
                .bind("uid", jobUid)
                .map((row, context) -> stop(row))
                .list();
    }

    static SortedMap<String, List<StopRecord>> ofJobs(Handle handle, Collection<String> jobUids) {
        SortedMap<String, List<StopRecord>> byJob = new TreeMap<>();
        List<String> uids = List.copyOf(jobUids);
        for (int from = 0; from < uids.size(); from += AT_ONCE) {
            handle.createQuery("SELECT * FROM stop_order WHERE job_uid IN (<uids>) ORDER BY job_uid, attempt")
                    .bindList("uids", uids.subList(from, Math.min(uids.size(), from + AT_ONCE)))
                    .map((row, context) -> stop(row))
                    .forEach(stop -> byJob.computeIfAbsent(
                                    stop.order().attempt().job().uid(), uid -> new ArrayList<>())
                            .add(stop));
        }
        return byJob;
    }

    private static StopRecord stop(ResultSet row) throws SQLException {
        JobId job = new JobId(row.getString("namespace"), row.getString("name"), row.getString("job_uid"));
        AttemptKey attempt = new AttemptKey(job, row.getInt("attempt"));
        Optional<JobId> beneficiary = Optional.empty();
        if (row.getString("for_uid") != null) {
            beneficiary = Optional.of(
                    new JobId(row.getString("for_namespace"), row.getString("for_name"), row.getString("for_uid")));
        }
        Optional<StopEnd> end = Optional.empty();
        if (row.getString("confirmed_by") != null) {
            end = Optional.of(new StopEnd(
                    attempt,
                    row.getString("confirmed_by"),
                    row.getLong("lost_device_millis"),
                    row.getLong("ended_at")));
        }
        return new StopRecord(
                new StopOrder(
                        attempt,
                        row.getString("reason"),
                        row.getString("text"),
                        row.getLong("ordered_at"),
                        row.getLong("by_at"),
                        beneficiary),
                end);
    }
}
