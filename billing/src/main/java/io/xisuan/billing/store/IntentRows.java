package io.xisuan.billing.store;

import io.xisuan.billing.entitlement.HoldOwner;
import io.xisuan.billing.usage.AttemptKey;
import io.xisuan.model.ClusterId;
import io.xisuan.model.ContractId;
import io.xisuan.model.JobId;
import io.xisuan.model.Money;
import io.xisuan.model.NodeName;
import io.xisuan.model.SiteId;
import io.xisuan.model.SupplierId;
import io.xisuan.model.TenantId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.PreparedBatch;

/** The table {@code intent}: a row for each attempt; only state, time and outcome of a row ever change. */
final class IntentRows {
    private static final String INSERT = """
            INSERT INTO intent (job_uid, attempt, namespace, name, tenant, contract, seller, cluster, site, model,
              devices_per_worker, share, workers, estimate_millis, hold, epoch, planned_at, state, changed_at)
            VALUES (:uid, :attempt, :namespace, :name, :tenant, :contract, :seller, :cluster, :site, :model,
              :devices, :share, :workers, :estimate, :hold, :epoch, :planned, :state, :changed)""";

    /** How many jobs one query names: databases bound the number of parameters. */
    private static final int AT_ONCE = 500;

    private IntentRows() {}

    static void insert(Handle handle, List<Intent> intents) {
        PreparedBatch batch = handle.prepareBatch(INSERT);
        for (Intent intent : intents) {
            batch.bind("uid", intent.attempt().job().uid())
                    .bind("attempt", intent.attempt().attempt())
                    .bind("namespace", intent.attempt().job().namespace())
                    .bind("name", intent.attempt().job().name())
                    .bind("tenant", intent.tenant().value())
                    .bind("contract", intent.contract().value())
                    .bind("seller", intent.seller().value())
                    .bind("cluster", intent.cluster().value())
                    .bind("site", intent.site().value())
                    .bind("model", intent.acceleratorModelId())
                    .bind("devices", intent.devicesPerWorker())
                    .bind("share", intent.share())
                    .bind("workers", text(intent.workers()))
                    .bind("estimate", intent.estimateMillis())
                    .bind("hold", intent.holdId())
                    .bind("epoch", intent.epoch())
                    .bind("planned", intent.plannedAtMillis())
                    .bind("state", intent.state().name())
                    .bind("changed", intent.changedAtMillis())
                    .add();
        }
        Batches.execute(batch);
    }

    /** Returns the live intents in order of attempt. */
    static List<Intent> live(Handle handle) {
        return handle.createQuery(
                        "SELECT * FROM intent WHERE state IN ('PLANNED', 'ACTED', 'OBSERVED') ORDER BY job_uid, attempt")
                .map((row, context) -> intent(row))
                .list();
    }

    static List<Intent> ofJob(Handle handle, String jobUid) {
        return handle.createQuery("SELECT * FROM intent WHERE job_uid = :uid ORDER BY attempt")
                .bind("uid", jobUid)
                .map((row, context) -> intent(row))
                .list();
    }

    /** Returns the intents of jobs by job uid, in order of attempt; every job that is asked for has a list. */
    static SortedMap<String, List<Intent>> ofJobs(Handle handle, Collection<String> jobUids) {
        SortedMap<String, List<Intent>> byJob = new TreeMap<>();
        jobUids.forEach(uid -> byJob.put(uid, new ArrayList<>()));
        List<String> uids = List.copyOf(byJob.keySet());
        for (int from = 0; from < uids.size(); from += AT_ONCE) {
            List<String> some = uids.subList(from, Math.min(uids.size(), from + AT_ONCE));
            handle.createQuery("SELECT * FROM intent WHERE job_uid IN (<uids>) ORDER BY job_uid, attempt")
                    .bindList("uids", some)
                    .map((row, context) -> intent(row))
                    .forEach(intent -> byJob.computeIfAbsent(
                                    intent.attempt().job().uid(), uid -> new ArrayList<>())
                            .add(intent));
        }
        return byJob;
    }

    /** Returns a tenant's intents that were planned before an instant and not over before another, in order of attempt. */
    static List<Intent> ofTenant(Handle handle, TenantId tenant, long overFromMillis, long plannedBeforeMillis) {
        return handle.createQuery("""
                        SELECT * FROM intent WHERE tenant = :tenant AND planned_at < :to
                          AND (changed_at >= :from OR state IN ('PLANNED', 'ACTED', 'OBSERVED'))
                        ORDER BY namespace, name, job_uid, attempt""")
                .bind("tenant", tenant.value())
                .bind("from", overFromMillis)
                .bind("to", plannedBeforeMillis)
                .map((row, context) -> intent(row))
                .list();
    }

    /** Returns the attempts that came to their own end last, newest first. */
    static List<Intent> lastEnded(Handle handle, String outcome, int most) {
        return handle.createQuery("""
                        SELECT * FROM intent WHERE state = 'CLOSED' AND substr(outcome, 1, :length) = :outcome
                        ORDER BY changed_at DESC, job_uid, attempt LIMIT :most""")
                .bind("length", outcome.length())
                .bind("outcome", outcome)
                .bind("most", most)
                .map((row, context) -> intent(row))
                .list();
    }

    static Optional<Intent> find(Handle handle, AttemptKey attempt) {
        return handle.createQuery("SELECT * FROM intent WHERE job_uid = :uid AND attempt = :attempt")
                .bind("uid", attempt.job().uid())
                .bind("attempt", attempt.attempt())
                .map((row, context) -> intent(row))
                .findOne();
    }

    /** Returns the hold of an attempt, or empty where no voucher pays or nothing was planned. */
    static Optional<String> holdOf(Handle handle, HoldOwner attempt) {
        return handle.createQuery(
                        "SELECT hold FROM intent WHERE job_uid = :uid AND attempt = :attempt AND hold IS NOT NULL")
                .bind("uid", attempt.jobUid())
                .bind("attempt", attempt.attempt())
                .mapTo(String.class)
                .findOne();
    }

    /** Returns the unresolved holds of attempts that are closed. */
    static SortedSet<String> endedHolds(Handle handle) {
        return new TreeSet<>(handle.createQuery("""
                        SELECT DISTINCT i.hold FROM hold h JOIN intent i ON i.job_uid = h.job_uid AND i.attempt = h.attempt
                        WHERE h.state <> 'RESOLVED' AND i.state = 'CLOSED' AND i.hold = h.id""").mapTo(String.class).list());
    }

    static int nextAttempt(Handle handle, String jobUid) {
        return handle.createQuery("SELECT coalesce(max(attempt), 0) + 1 FROM intent WHERE job_uid = :uid")
                .bind("uid", jobUid)
                .mapTo(Integer.class)
                .one();
    }

    static void move(Handle handle, Intent before, IntentStep step) {
        Optional<Outcome> outcome = step.outcome();
        int moved = handle.createUpdate("""
                        UPDATE intent SET state = :to, changed_at = :at, outcome = :outcome, gross_fen = :gross,
                          payable_fen = :payable, later_fen = :later
                        WHERE job_uid = :uid AND attempt = :attempt AND state = :from""")
                .bind("to", step.to().name())
                .bind("at", step.atMillis())
                .bind("outcome", outcome.map(Outcome::text))
                .bind("gross", outcome.map(known -> Fen.of(known.gross())))
                .bind("payable", outcome.map(known -> Fen.of(known.payable())))
                .bind("later", outcome.map(known -> Fen.of(known.later())))
                .bind("uid", before.attempt().job().uid())
                .bind("attempt", before.attempt().attempt())
                .bind("from", before.state().name())
                .execute();
        if (moved != 1) {
            throw new StoreException("Attempt %s was no longer %s".formatted(before.attempt(), before.state()));
        }
    }

    private static Intent intent(ResultSet row) throws SQLException {
        JobId job = new JobId(row.getString("namespace"), row.getString("name"), row.getString("job_uid"));
        return new Intent(
                new AttemptKey(job, row.getInt("attempt")),
                new TenantId(row.getString("tenant")),
                new ContractId(row.getString("contract")),
                new SupplierId(row.getString("seller")),
                new ClusterId(row.getString("cluster")),
                new SiteId(row.getString("site")),
                row.getString("model"),
                row.getInt("devices_per_worker"),
                row.getString("share"),
                workers(row.getString("workers")),
                row.getLong("estimate_millis"),
                Optional.ofNullable(row.getString("hold")),
                IntentState.valueOf(row.getString("state")),
                row.getLong("epoch"),
                row.getLong("planned_at"),
                row.getLong("changed_at"),
                outcome(row));
    }

    private static Optional<Outcome> outcome(ResultSet row) throws SQLException {
        Optional<String> text = Optional.ofNullable(row.getString("outcome"));
        return text.isEmpty()
                ? Optional.empty()
                : Optional.of(new Outcome(
                        text.get(),
                        Money.ofFen(row.getLong("gross_fen")),
                        Money.ofFen(row.getLong("payable_fen")),
                        Money.ofFen(row.getLong("later_fen"))));
    }

    /** Returns one line per worker: rank, blank, node, and where it is not empty a blank and the seat. */
    private static String text(List<PlannedWorker> workers) {
        return workers.stream()
                .map(worker -> (worker.rank() + " " + worker.node().value() + " " + worker.seat()).stripTrailing())
                .collect(Collectors.joining("\n"));
    }

    private static List<PlannedWorker> workers(String text) {
        return text.lines().map(IntentRows::worker).toList();
    }

    private static PlannedWorker worker(String line) {
        String[] words = line.split(" ", -1);
        return new PlannedWorker(Integer.parseInt(words[0]), new NodeName(words[1]), words.length > 2 ? words[2] : "");
    }
}
