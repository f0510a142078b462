package io.xisuan.billing.store;

import io.xisuan.billing.control.Principal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/** The table {@code drain}. */
final class DrainRows {
    private DrainRows() {}

    static long insert(Handle handle, Drain wish) {
        return handle.createQuery("""
                        INSERT INTO drain (place, by_at, requested_by, requested_at, state, answer, answered_at, undone_by, undone_at)
                        VALUES (:place, :by, :who, :at, 'PENDING', '', 0, '', NULL) RETURNING id""")
                .bind("place", wish.place())
                .bind("by", wish.byMillis())
                .bind("who", wish.requestedBy().name())
                .bind("at", wish.requestedAtMillis())
                .mapTo(Long.class)
                .one();
    }

    static int undo(Handle handle, String place, Principal by, long atMillis) {
        return handle.createUpdate("""
                        UPDATE drain SET undone_by = :who, undone_at = :at
                        WHERE place = :place AND undone_at IS NULL AND state <> 'UNKNOWN'""")
                .bind("who", by.name())
                .bind("at", atMillis)
                .bind("place", place)
                .execute();
    }

    static void answer(Handle handle, Drain drain) {
        handle.createUpdate("""
                        UPDATE drain SET state = :state, answer = :answer, answered_at = :at
                        WHERE id = :id AND undone_at IS NULL AND state <> 'UNKNOWN'""")
                .bind("state", drain.state().name())
                .bind("answer", drain.answer())
                .bind("at", drain.answeredAtMillis())
                .bind("id", drain.id())
                .execute();
    }

    static Optional<Drain> find(Handle handle, long id) {
        return handle.createQuery("SELECT * FROM drain WHERE id = :id")
                .bind("id", id)
                .map((row, context) -> drain(row))
                .findOne();
    }

    static List<Drain> open(Handle handle) {
        return handle.createQuery("SELECT * FROM drain WHERE undone_at IS NULL AND state <> 'UNKNOWN' ORDER BY id")
                .map((row, context) -> drain(row))
                .list();
    }

    private static Drain drain(ResultSet row) throws SQLException {
        return new Drain(
                row.getLong("id"),
                row.getString("place"),
                row.getLong("by_at"),
                new Principal(row.getString("requested_by")),
                row.getLong("requested_at"),
                Drain.State.valueOf(row.getString("state")),
                row.getString("answer"),
                row.getLong("answered_at"));
    }
}
