package io.xisuan.billing.store;

import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/** The table {@code leader}: the epoch that fences off former leaders, and the revision that each batch of the leader moves. */
final class LeaderRow {
    private LeaderRow() {}

    static long mint(Handle handle, String holder, long nowMillis) {
        return handle.createQuery("""
                        UPDATE leader SET epoch = epoch + 1, holder = :holder, seen = :now WHERE id = 1
                        RETURNING epoch""")
                .bind("holder", holder)
                .bind("now", nowMillis)
                .mapTo(Long.class)
                .one();
    }

    /** Leaves all epochs behind that another copy of the database can have minted; nobody leads then. */
    static int jump(Handle handle, long epochs) {
        return handle.createUpdate(
                        "UPDATE leader SET epoch = epoch + :epochs, revision = revision + 1, holder = 'restored' WHERE id = 1")
                .bind("epochs", epochs)
                .execute();
    }

    /**
     * Moves the revision; the first statement of each batch.
     *
     * @throws FencedException when the epoch has moved
     */
    static long nextRevision(Handle handle, long epoch) {
        return nextRevision(handle, new Rows(), epoch);
    }

    /** Moves the revision as {@link #nextRevision(Handle, long)} does, by a statement that is prepared already. */
    static long nextRevision(Handle handle, Rows rows, long epoch) {
        List<Long> next = rows.read(
                handle,
                "UPDATE leader SET revision = revision + 1 WHERE id = 1 AND epoch = ? RETURNING revision",
                row -> row.add(epoch),
                row -> row.getLong(1));
        if (next.isEmpty()) {
            throw new FencedException(epoch, epoch(handle));
        }
        return next.getFirst();
    }

    /**
     * @throws FencedException when the epoch has moved
     */
    static void require(Handle handle, long epoch) {
        if (epoch(handle) != epoch) {
            throw new FencedException(epoch, epoch(handle));
        }
    }

    static long revision(Handle handle) {
        return handle.createQuery("SELECT revision FROM leader")
                .mapTo(Long.class)
                .one();
    }

    static long epoch(Handle handle) {
        return handle.createQuery("SELECT epoch FROM leader").mapTo(Long.class).one();
    }

    static void heartbeat(Handle handle, long epoch, long nowMillis) {
        int seen = handle.createUpdate("""
                        UPDATE leader SET seen = CASE WHEN seen < :now THEN :now ELSE seen END
                        WHERE id = 1 AND epoch = :epoch""")
                .bind("now", nowMillis)
                .bind("epoch", epoch)
                .execute();
        if (seen == 0) {
            throw new FencedException(epoch, epoch(handle));
        }
    }

    static Optional<LeaderSeen> seen(Handle handle) {
        return handle.createQuery("SELECT epoch, holder, seen FROM leader WHERE epoch > 0")
                .map((row, context) ->
                        new LeaderSeen(row.getLong("epoch"), row.getString("holder"), row.getLong("seen")))
                .findOne();
    }
}
