package io.xisuan.billing.store;

import io.xisuan.billing.usage.AttemptKey;
import io.xisuan.model.JobId;
import java.util.List;
import org.jdbi.v3.core.statement.PreparedBatch;

/** Which attempts ran past their money while no operator led; a view of the {@link Store}. */
public final class OutageBook {
    private final Database database;

    public OutageBook(Store store) {
        this.database = store.database();
    }

    /**
     * Notes outages before anything is metered by them; of an attempt the first note stays.
     *
     * @throws FencedException once a newer epoch was minted
     */
    public void note(long epoch, List<Outage> outages) {
        database.write(handle -> {
            LeaderRow.require(handle, epoch);
            PreparedBatch batch = handle.prepareBatch("""
                    INSERT INTO outage (job_uid, attempt, namespace, name, from_at, noted_at)
                    VALUES (:uid, :attempt, :namespace, :name, :from, :noted)
                    ON CONFLICT (job_uid, attempt) DO NOTHING""");
            for (Outage outage : outages) {
                batch.bind("uid", outage.attempt().job().uid())
                        .bind("attempt", outage.attempt().attempt())
                        .bind("namespace", outage.attempt().job().namespace())
                        .bind("name", outage.attempt().job().name())
                        .bind("from", outage.fromMillis())
                        .bind("noted", outage.notedAtMillis())
                        .add();
            }
            Batches.execute(batch);
            return true;
        });
    }

    /** Returns the outages of attempts that live, in order of attempt. */
    public List<Outage> live() {
        return database.read(handle -> handle.createQuery("""
                        SELECT o.* FROM outage o JOIN intent i ON i.job_uid = o.job_uid AND i.attempt = o.attempt
                        WHERE i.state IN ('PLANNED', 'ACTED', 'OBSERVED') ORDER BY o.job_uid, o.attempt""")
                .map((row, context) -> new Outage(
                        new AttemptKey(
                                new JobId(row.getString("namespace"), row.getString("name"), row.getString("job_uid")),
                                row.getInt("attempt")),
                        row.getLong("from_at"),
                        row.getLong("noted_at")))
                .list());
    }
}
