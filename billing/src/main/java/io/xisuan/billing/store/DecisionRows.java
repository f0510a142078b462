package io.xisuan.billing.store;

import io.xisuan.model.JobId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.PreparedBatch;

/** The table {@code decision}: what was decided about each job, one row for each change. */
final class DecisionRows {
    private DecisionRows() {}

    static void insert(Handle handle, List<DecisionRecord> decisions) {
        PreparedBatch batch = handle.prepareBatch("""
                INSERT INTO decision (job_uid, namespace, name, at, kind, reason, text)
                VALUES (:uid, :namespace, :name, :at, :kind, :reason, :text)""");
        for (DecisionRecord decision : decisions) {
            batch.bind("uid", decision.job().uid())
                    .bind("namespace", decision.job().namespace())
                    .bind("name", decision.job().name())
                    .bind("at", decision.atMillis())
                    .bind("kind", decision.kind())
                    .bind("reason", decision.reason())
                    .bind("text", decision.text())
                    .add();
        }
        Batches.execute(batch);
    }

    /** Inserts those that differ from the job's last one. */
    static void insertChanges(Handle handle, List<DecisionRecord> decisions) {
        Map<String, Optional<DecisionRecord>> last = new TreeMap<>();
        List<DecisionRecord> changes = new ArrayList<>();
        for (DecisionRecord decision : decisions) {
            String uid = decision.job().uid();
            Optional<DecisionRecord> before = last.computeIfAbsent(uid, job -> last(handle, job));
            if (before.filter(known -> same(known, decision)).isEmpty()) {
                changes.add(decision);
                last.put(uid, Optional.of(decision));
            }
        }
        insert(handle, changes);
    }

    static List<DecisionRecord> ofJob(Handle handle, String jobUid) {
        return select(handle, "SELECT * FROM decision WHERE job_uid = :uid ORDER BY id", jobUid);
    }

    private static Optional<DecisionRecord> last(Handle handle, String jobUid) {
        return select(handle, "SELECT * FROM decision WHERE job_uid = :uid ORDER BY id DESC LIMIT 1", jobUid).stream()
                .findFirst();
    }

    private static List<DecisionRecord> select(Handle handle, String query, String jobUid) {
        return handle.createQuery(query)
                .bind("uid", jobUid)
                .map((row, context) -> new DecisionRecord(
                        new JobId(row.getString("namespace"), row.getString("name"), row.getString("job_uid")),
                        row.getLong("at"),
                        row.getString("kind"),
                        row.getString("reason"),
                        row.getString("text")))
                .list();
    }

    private static boolean same(DecisionRecord one, DecisionRecord other) {
        return one.kind().equals(other.kind())
                && one.reason().equals(other.reason())
                && one.text().equals(other.text());
    }
}
