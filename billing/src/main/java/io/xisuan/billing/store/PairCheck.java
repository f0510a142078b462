package io.xisuan.billing.store;

import io.xisuan.model.Money;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/** What is kept twice, compared: balances with their holds, and lines of holds with their postings. */
final class PairCheck {
    private static final String BALANCES = """
            SELECT a.kind || '/' || a.programme || '/' || a.party || '/' || a.year_key AS name,
              a.pending, a.posted, coalesce(h.open, 0) AS held_open, coalesce(h.posted, 0) AS held_posted
            FROM account a LEFT JOIN (
              SELECT leg, sum(held - posted - released) AS open, sum(posted) AS posted FROM (
                SELECT voucher AS leg, held, posted, released FROM hold
                UNION ALL SELECT cap, held, posted, released FROM hold WHERE cap IS NOT NULL
                UNION ALL SELECT pool, held, posted, released FROM hold WHERE pool IS NOT NULL) AS legs
              GROUP BY leg) h ON h.leg = a.id
            WHERE a.pending <> coalesce(h.open, 0) OR a.posted <> coalesce(h.posted, 0)
            ORDER BY a.id LIMIT 1""";
    private static final String LINES = """
            SELECT h.id, h.line, h.posted, coalesce(p.amount, 0) AS days
            FROM hold h LEFT JOIN (
              SELECT hold, line, sum(amount) AS amount FROM hold_movement GROUP BY hold, line) p
              ON p.hold = h.id AND p.line = h.line
            WHERE h.posted <> coalesce(p.amount, 0)
            ORDER BY h.id, h.line LIMIT 1""";

    private PairCheck() {}

    /** Returns the first pair that differs, with both figures. */
    static Optional<String> firstMismatch(Handle handle) {
        return balance(handle).or(() -> line(handle));
    }

    private static Optional<String> balance(Handle handle) {
        return handle.createQuery(BALANCES)
                .map((row, context) -> "balance %s has %s pending and %s posted, its holds come to %s and %s"
                        .formatted(
                                row.getString("name"),
                                Money.ofFen(row.getLong("pending")),
                                Money.ofFen(row.getLong("posted")),
                                Money.ofFen(row.getLong("held_open")),
                                Money.ofFen(row.getLong("held_posted"))))
                .findOne();
    }

    private static Optional<String> line(Handle handle) {
        return handle.createQuery(LINES)
                .map((row, context) -> "line %d of hold %s has %s posted, its days come to %s"
                        .formatted(
                                row.getInt("line"),
                                row.getString("id"),
                                Money.ofFen(row.getLong("posted")),
                                Money.ofFen(row.getLong("days"))))
                .findOne();
    }
}
