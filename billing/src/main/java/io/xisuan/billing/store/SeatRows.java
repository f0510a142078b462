package io.xisuan.billing.store;

import io.xisuan.billing.usage.AttemptKey;
import io.xisuan.model.JobId;
import io.xisuan.model.NodeName;
import io.xisuan.model.SiteId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;

/** The tables {@code seat_claim} and {@code seat_victim}: at most one open claim for each job. */
final class SeatRows {
    /** Neither names of nodes nor the words of seats hold blanks. */
    private static final String BETWEEN = "\n";

    private SeatRows() {}

    static void insert(Handle handle, SeatClaim claim) {
        long id = handle.createQuery("""
                        INSERT INTO seat_claim (job_uid, namespace, name, purpose, site, model, devices_per_worker, nodes,
                          transfer_millis, made_at, kept_until, released_at, released_because)
                        VALUES (:uid, :namespace, :name, :purpose, :site, :model, :devices, :nodes, :transfer, :made, :until,
                          NULL, '') RETURNING id""")
                .bind("uid", claim.job().uid())
                .bind("namespace", claim.job().namespace())
                .bind("name", claim.job().name())
                .bind("purpose", claim.purpose().name())
                .bind("site", claim.site().value())
                .bind("model", claim.acceleratorModelId())
                .bind("devices", claim.devicesPerWorker())
                .bind("nodes", nodes(claim.workers()))
                .bind("transfer", claim.transferMillis())
                .bind("made", claim.madeAtMillis())
                .bind("until", claim.keptUntilMillis())
                .mapTo(Long.class)
                .one();
        for (AttemptKey victim : claim.victims()) {
            handle.createUpdate("""
                            INSERT INTO seat_victim (claim, job_uid, attempt, namespace, name)
                            VALUES (:claim, :uid, :attempt, :namespace, :name)""")
                    .bind("claim", id)
                    .bind("uid", victim.job().uid())
                    .bind("attempt", victim.attempt())
                    .bind("namespace", victim.job().namespace())
                    .bind("name", victim.job().name())
                    .execute();
        }
    }

    private static String nodes(List<PlannedWorker> workers) {
        return workers.stream()
                .map(worker -> (worker.node() + " " + worker.seat()).strip())
                .collect(Collectors.joining(BETWEEN));
    }

    /** Ends a job's open claim; where there is none, nothing happens. */
    static void release(Handle handle, SeatRelease release) {
        handle.createUpdate("""
                        UPDATE seat_claim SET released_at = :at, released_because = :because
                        WHERE job_uid = :uid AND released_at IS NULL""")
                .bind("at", release.atMillis())
                .bind("because", release.because())
                .bind("uid", release.job().uid())
                .execute();
    }

    static boolean isOpen(Handle handle, JobId job) {
        return handle.createQuery("SELECT count(*) FROM seat_claim WHERE job_uid = :uid AND released_at IS NULL")
                        .bind("uid", job.uid())
                        .mapTo(Long.class)
                        .one()
                > 0;
    }

    /** Returns the open claims in the order in which they were made. */
    static List<SeatRecord> open(Handle handle) {
        return read(handle, "WHERE c.released_at IS NULL");
    }

    static List<SeatRecord> all(Handle handle) {
        return read(handle, "");
    }

    private static List<SeatRecord> read(Handle handle, String which) {
        Map<Long, List<AttemptKey>> victims = new TreeMap<>();
        handle.createQuery("SELECT v.* FROM seat_victim v JOIN seat_claim c ON c.id = v.claim " + which
                        + " ORDER BY v.claim, v.job_uid")
                .map((row, context) -> {
                    victims.computeIfAbsent(row.getLong("claim"), claim -> new ArrayList<>())
                            .add(new AttemptKey(job(row), row.getInt("attempt")));
                    return row.getLong("claim");
                })
                .list();
        return handle.createQuery("SELECT c.* FROM seat_claim c " + which + " ORDER BY c.id")
                .map((row, context) -> record(row, victims.getOrDefault(row.getLong("id"), List.of())))
                .list();
    }

    private static SeatRecord record(ResultSet row, List<AttemptKey> victims) throws SQLException {
        List<PlannedWorker> workers = new ArrayList<>();
        for (String node : row.getString("nodes").split(BETWEEN, -1)) {
            int blank = node.indexOf(' ');
            workers.add(
                    blank < 0
                            ? new PlannedWorker(workers.size(), new NodeName(node))
                            : new PlannedWorker(
                                    workers.size(), new NodeName(node.substring(0, blank)), node.substring(blank + 1)));
        }
        SeatClaim claim = new SeatClaim(
                job(row),
                SeatClaim.Purpose.valueOf(row.getString("purpose")),
                new SiteId(row.getString("site")),
                row.getString("model"),
                row.getInt("devices_per_worker"),
                workers,
                row.getLong("transfer_millis"),
                victims,
                row.getLong("made_at"),
                row.getLong("kept_until"));
        String because = row.getString("released_because");
        return new SeatRecord(
                claim,
                because.isEmpty()
                        ? Optional.empty()
                        : Optional.of(new SeatRelease(claim.job(), because, row.getLong("released_at"))));
    }

    private static JobId job(ResultSet row) throws SQLException {
        return new JobId(row.getString("namespace"), row.getString("name"), row.getString("job_uid"));
    }
}
