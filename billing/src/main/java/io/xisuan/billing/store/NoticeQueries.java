package io.xisuan.billing.store;

import io.xisuan.billing.notice.Fact;
import io.xisuan.billing.notice.Notice;
import io.xisuan.billing.notice.NoticeKind;
import io.xisuan.billing.store.NoticeSources.Never;
import io.xisuan.billing.store.NoticeSources.Placed;
import io.xisuan.billing.store.NoticeSources.Spent;
import io.xisuan.model.JobId;
import io.xisuan.model.Money;
import io.xisuan.model.SiteId;
import io.xisuan.model.TenantId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;

/** The rows of other books that notices are made of; each query leaves out what was told under its key. */
final class NoticeQueries {
    private NoticeQueries() {}

    /** Attempts that were told to leave for others, by when they were told. */
    static List<Placed<Notice>> stops(Handle handle, long sinceMillis, long oldestMillis, Set<String> reasons) {
        return handle.createQuery("""
                        SELECT s.*, i.tenant, i.site FROM stop_order s
                        JOIN intent i ON i.job_uid = s.job_uid AND i.attempt = s.attempt
                        WHERE s.ordered_at >= :since AND s.ordered_at >= :oldest AND s.reason IN (<reasons>)
                          AND NOT EXISTS (SELECT 1 FROM notice n
                            WHERE n.key = 'preempted/' || s.job_uid || '/' || CAST(s.attempt AS TEXT))
                        ORDER BY s.ordered_at, s.job_uid, s.attempt LIMIT :most""")
                .bind("since", sinceMillis)
                .bind("oldest", oldestMillis)
                .bind("most", NoticeSources.MOST)
                .bindList("reasons", List.copyOf(new TreeSet<>(reasons)))
                .map((row, context) -> new Placed<>(row.getLong("ordered_at"), stop(row)))
                .list();
    }

    private static Notice stop(ResultSet row) throws SQLException {
        return Notice.of(NoticeKind.PREEMPTED, attempt(row), row.getLong("ordered_at"))
                .tenant(new TenantId(row.getString("tenant")))
                .with(Fact.JOB, job(row))
                .with(Fact.ATTEMPT, row.getInt("attempt"))
                .with(Fact.SITE, new SiteId(row.getString("site")).value())
                .with(Fact.REASON, row.getString("reason"))
                .with(Fact.DETAIL, row.getString("text"))
                .with(Fact.BY, Instant.ofEpochMilli(row.getLong("by_at")))
                .build();
    }

    /** Attempts that ended by their job's own doing, by when that was stored. */
    static List<Placed<Notice>> ends(Handle handle, long sinceMillis, long oldestMillis, Set<String> failures) {
        return handle.createQuery("""
                        SELECT * FROM intent i
                        WHERE i.state = 'CLOSED' AND i.changed_at >= :since AND i.changed_at >= :oldest AND (%s)
                          AND NOT EXISTS (SELECT 1 FROM notice n
                            WHERE n.key = 'job-failed/' || i.job_uid || '/' || CAST(i.attempt AS TEXT))
                        ORDER BY i.changed_at, i.job_uid, i.attempt LIMIT :most""".formatted(outcomes(failures)))
                .bind("since", sinceMillis)
                .bind("oldest", oldestMillis)
                .bind("most", NoticeSources.MOST)
                .map((row, context) -> new Placed<>(row.getLong("changed_at"), end(row)))
                .list();
    }

    /** An outcome is a word, or a word and what is said of it. */
    private static String outcomes(Set<String> words) {
        return new TreeSet<>(words)
                .stream()
                        .map(word -> "i.outcome = '%s' OR i.outcome LIKE '%s:%%'".formatted(word, word))
                        .collect(Collectors.joining(" OR "));
    }

    private static Notice end(ResultSet row) throws SQLException {
        String[] parts = row.getString("outcome").split(": ", 2);
        return Notice.of(NoticeKind.JOB_FAILED, attempt(row), row.getLong("changed_at"))
                .tenant(new TenantId(row.getString("tenant")))
                .with(Fact.JOB, job(row))
                .with(Fact.ATTEMPT, row.getInt("attempt"))
                .with(Fact.SITE, row.getString("site"))
                .with(Fact.REASON, parts[0])
                .with(Fact.DETAIL, parts.length > 1 ? parts[1] : "")
                .with(Fact.PAYABLE, yuan(row.getLong("payable_fen")))
                .build();
    }

    /** Documents, by their number in the store. */
    static List<Placed<Notice>> documents(Handle handle, long mark, long oldestMillis) {
        return handle.createQuery("""
                        SELECT id, number, kind, issued_at, supplier, tenant, contract, period, gross_fen, payable_fen, later_fen
                        FROM invoice WHERE id > :mark AND issued_at >= :oldest ORDER BY id LIMIT :most""")
                .bind("mark", mark)
                .bind("oldest", oldestMillis)
                .bind("most", NoticeSources.MOST)
                .map((row, context) -> new Placed<>(row.getLong("id"), document(row)))
                .list();
    }

    private static Notice document(ResultSet row) throws SQLException {
        return Notice.of(NoticeKind.INVOICE_ISSUED, row.getString("number"), row.getLong("issued_at"))
                .tenant(new TenantId(row.getString("tenant")))
                .with(Fact.NUMBER, row.getString("number"))
                .with(Fact.DOCUMENT, row.getString("kind"))
                .with(Fact.MONTH, row.getString("period"))
                .with(Fact.SUPPLIER, row.getString("supplier"))
                .with(Fact.CONTRACT, row.getString("contract"))
                .with(Fact.GROSS, yuan(row.getLong("gross_fen")))
                .with(Fact.PAYABLE, yuan(row.getLong("payable_fen")))
                .with(Fact.LATER, yuan(row.getLong("later_fen")))
                .build();
    }

    /** Decisions that a job can never start, by their number. */
    static List<Placed<Never>> nevers(Handle handle, long mark, long oldestMillis) {
        return handle.createQuery("""
                        SELECT * FROM decision WHERE id > :mark AND kind = 'never' AND at >= :oldest ORDER BY id LIMIT :most""")
                .bind("mark", mark)
                .bind("oldest", oldestMillis)
                .bind("most", NoticeSources.MOST)
                .map((row, context) -> new Placed<>(
                        row.getLong("id"),
                        new Never(
                                new JobId(row.getString("namespace"), row.getString("name"), row.getString("job_uid")),
                                row.getLong("at"),
                                row.getString("reason"),
                                row.getString("text"))))
                .list();
    }

    /** What a job came to, where an attempt of it is under way. */
    static Optional<Spent> spent(Handle handle, String jobUid) {
        return handle.createQuery("""
                        SELECT i.state, i.estimate_millis, i.changed_at, coalesce(q.payable_fen, 0) AS bound,
                          (SELECT coalesce(sum(e.payable_fen), 0) FROM intent e
                            WHERE e.job_uid = i.job_uid AND e.state = 'CLOSED') AS ended
                        FROM intent i LEFT JOIN attempt_quote q ON q.job_uid = i.job_uid AND q.attempt = i.attempt
                        WHERE i.job_uid = :uid AND i.state IN ('PLANNED', 'ACTED', 'OBSERVED')""")
                .bind("uid", jobUid)
                .map((row, context) -> new Spent(
                        jobUid,
                        Money.ofFen(row.getLong("ended")),
                        Money.ofFen(row.getLong("bound")),
                        row.getLong("estimate_millis"),
                        row.getString("state").equals("OBSERVED")
                                ? OptionalLong.of(row.getLong("changed_at"))
                                : OptionalLong.empty()))
                .findOne();
    }

    private static String attempt(ResultSet row) throws SQLException {
        return "%s/%d".formatted(row.getString("job_uid"), row.getInt("attempt"));
    }

    private static String job(ResultSet row) throws SQLException {
        return row.getString("namespace") + "/" + row.getString("name");
    }

    private static String yuan(long fen) {
        return Money.ofFen(fen).yuan().toPlainString();
    }
}
