package io.xisuan.billing.store;

import io.xisuan.billing.control.Principal;
import io.xisuan.model.BillingPeriod;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.jdbi.v3.core.Handle;

/** The table {@code desk_request}: wishes of people about documents, answered once by the leader. */
final class DeskRows {
    private DeskRows() {}

    /** Stores a wish; its number and its answer do not count yet. */
    static long insert(Handle handle, DeskRequest wish) {
        return handle.createQuery("""
                        INSERT INTO desk_request (deed, period, part, run, requested_by, requested_at, state, answer)
                        VALUES (:deed, :period, :part, :run, :by, :at, 'PENDING', '') RETURNING id""")
                .bind("deed", wish.deed().name())
                .bind("period", wish.period().toString())
                .bind("part", wish.part().map(IssuePart::name).orElse(""))
                .bind("run", wish.run().isPresent() ? Optional.of(wish.run().getAsLong()) : Optional.<Long>empty())
                .bind("by", wish.requestedBy().name())
                .bind("at", wish.requestedAtMillis())
                .mapTo(Long.class)
                .one();
    }

    static List<DeskRequest> pending(Handle handle) {
        return handle.createQuery("SELECT * FROM desk_request WHERE state = 'PENDING' ORDER BY id")
                .map((row, context) -> request(row))
                .list();
    }

    static Optional<DeskRequest> find(Handle handle, long id) {
        return handle.createQuery("SELECT * FROM desk_request WHERE id = :id")
                .bind("id", id)
                .map((row, context) -> request(row))
                .findOne();
    }

    static void answer(Handle handle, long id, String answer, boolean ok) {
        int answered = handle.createUpdate(
                        "UPDATE desk_request SET state = :state, answer = :answer WHERE id = :id AND state = 'PENDING'")
                .bind("state", (ok ? IssueRequest.State.DONE : IssueRequest.State.REFUSED).name())
                .bind("answer", answer)
                .bind("id", id)
                .execute();
        if (answered != 1) {
            throw new StoreException("Request %d is unknown or has its answer already".formatted(id));
        }
    }

    private static DeskRequest request(ResultSet row) throws SQLException {
        String part = row.getString("part");
        long run = row.getLong("run");
        return new DeskRequest(
                row.getLong("id"),
                DeskDeed.valueOf(row.getString("deed")),
                BillingPeriod.parse(row.getString("period")),
                part.isEmpty() ? Optional.empty() : Optional.of(IssuePart.valueOf(part)),
                run == 0 ? OptionalLong.empty() : OptionalLong.of(run),
                new Principal(row.getString("requested_by")),
                row.getLong("requested_at"),
                IssueRequest.State.valueOf(row.getString("state")),
                row.getString("answer"));
    }
}
