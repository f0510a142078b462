package io.xisuan.billing.store;

import io.xisuan.model.BillingPeriod;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/** The table {@code issue_request}: wishes of people, answered once by the leader. */
final class RequestRows {
    private RequestRows() {}

    static long insert(Handle handle, BillingPeriod period, IssuePart part, String by, long nowMillis) {
        return handle.createQuery("""
                        INSERT INTO issue_request (period, kind, requested_by, requested_at, state, answer)
                        VALUES (:period, :kind, :by, :at, 'PENDING', '') RETURNING id""")
                .bind("period", period.toString())
                .bind("kind", part.name())
                .bind("by", by)
                .bind("at", nowMillis)
                .mapTo(Long.class)
                .one();
    }

    static List<IssueRequest> pending(Handle handle) {
        return handle.createQuery("SELECT * FROM issue_request WHERE state = 'PENDING' ORDER BY id")
                .map((row, context) -> request(row))
                .list();
    }

    static Optional<IssueRequest> find(Handle handle, long id) {
        return handle.createQuery("SELECT * FROM issue_request WHERE id = :id")
                .bind("id", id)
                .map((row, context) -> request(row))
                .findOne();
    }

    static void answer(Handle handle, long id, String answer, boolean ok) {
        int answered = handle.createUpdate(
                        "UPDATE issue_request SET state = :state, answer = :answer WHERE id = :id AND state = 'PENDING'")
                .bind("state", (ok ? IssueRequest.State.DONE : IssueRequest.State.REFUSED).name())
                .bind("answer", answer)
                .bind("id", id)
                .execute();
        if (answered != 1) {
            throw new StoreException("Request %d is unknown or has its answer already".formatted(id));
        }
    }

    private static IssueRequest request(ResultSet row) throws SQLException {
        return new IssueRequest(
                row.getLong("id"),
                BillingPeriod.parse(row.getString("period")),
                IssuePart.valueOf(row.getString("kind")),
                row.getString("requested_by"),
                row.getLong("requested_at"),
                IssueRequest.State.valueOf(row.getString("state")),
                row.getString("answer"));
    }
}
