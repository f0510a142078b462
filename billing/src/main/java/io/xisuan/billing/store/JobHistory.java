package io.xisuan.billing.store;

import io.xisuan.billing.usage.AttemptKey;
import io.xisuan.model.Interval;
import io.xisuan.model.JobId;
import io.xisuan.model.Money;
import io.xisuan.model.TenantId;
import java.util.List;
import java.util.Optional;

/** What became of jobs, for people who ask later: also of jobs that were deleted. It only reads. */
public final class JobHistory {
    private final Database database;

    public JobHistory(Store store) {
        this.database = store.database();
    }

    /** Returns the last job of that name of which anything was decided, or empty when there never was one. */
    public Optional<JobId> lastNamed(String namespace, String name) {
        return database.read(handle -> handle.createQuery("""
                        SELECT job_uid FROM decision WHERE namespace = :namespace AND name = :name
                        ORDER BY id DESC LIMIT 1""")
                .bind("namespace", namespace)
                .bind("name", name)
                .mapTo(String.class)
                .findOne()
                .map(uid -> new JobId(namespace, name, uid)));
    }

    /** Returns the attempts of a tenant that were under way at some instant of an interval, in order of job and attempt. */
    public List<Intent> ofTenant(TenantId tenant, Interval within) {
        return database.read(handle -> IntentRows.ofTenant(handle, tenant, within.startMillis(), within.endMillis()));
    }

    /**
     * Returns the attempts that ended last of themselves, newest first.
     *
     * @param outcome what their outcome begins with, as {@code Succeeded}
     */
    public List<Intent> lastEnded(String outcome, int most) {
        return database.read(handle -> IntentRows.lastEnded(handle, outcome, most));
    }

    /** Returns the most that an attempt may come to by the quote that its start named, or empty when none is stored. */
    public Optional<Money> payableAtMost(AttemptKey attempt) {
        return database.read(handle -> handle.createQuery(
                        "SELECT payable_fen FROM attempt_quote WHERE job_uid = :uid AND attempt = :attempt")
                .bind("uid", attempt.job().uid())
                .bind("attempt", attempt.attempt())
                .mapTo(Long.class)
                .findOne()
                .map(Money::ofFen));
    }
}
