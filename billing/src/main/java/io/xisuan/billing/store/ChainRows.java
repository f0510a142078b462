package io.xisuan.billing.store;

import io.xisuan.billing.entitlement.chain.Entry;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/** The tables {@code entitlement_entry}, the chain of what was done to balances, and {@code deed}, the rare commands by their ids. */
final class ChainRows {
    private final Rows rows;

    ChainRows(Rows rows) {
        this.rows = rows;
    }

    Optional<Entry> last(Handle handle) {
        return handle.createQuery("SELECT seq, body, hash FROM entitlement_entry ORDER BY seq DESC LIMIT 1")
                .map((row, context) -> entry(row))
                .findOne();
    }

    /** Returns so many entries after a number, in order. */
    static List<Entry> after(Handle handle, long seq, int most) {
        return handle.createQuery(
                        "SELECT seq, body, hash FROM entitlement_entry WHERE seq > :seq ORDER BY seq LIMIT :most")
                .bind("seq", seq)
                .bind("most", most)
                .map((row, context) -> entry(row))
                .list();
    }

    void append(Handle handle, Entry entry) {
        rows.write(
                handle,
                "INSERT INTO entitlement_entry (seq, body, hash) VALUES (?, ?, ?)",
                List.of(row -> row.add(entry.seq()).add(entry.body()).add(entry.hash())));
        rows.write(
                handle,
                "UPDATE leader SET chain_seq = ?, chain_hash = ? WHERE id = 1",
                List.of(row -> row.add(entry.seq()).add(entry.hash())));
    }

    /** Returns where the chain ends by the row that each batch moves: a number and a hash, 0 and nothing where it has not begun. */
    static LedgerHead end(Handle handle) {
        return handle.createQuery("SELECT chain_seq, chain_hash FROM leader WHERE id = 1")
                .map((row, context) -> new LedgerHead(row.getLong("chain_seq"), row.getString("chain_hash")))
                .one();
    }

    /** Returns the digest under which a rare command's id was used, or empty when it is new. */
    Optional<String> deed(Handle handle, String id) {
        return rows
                .read(handle, "SELECT sha FROM deed WHERE id = ?", row -> row.add(id), row -> row.getString("sha"))
                .stream()
                .findFirst();
    }

    void addDeed(Handle handle, String id, String digest) {
        rows.write(
                handle,
                "INSERT INTO deed (id, sha) VALUES (?, ?)",
                List.of(row -> row.add(id).add(digest)));
    }

    private static Entry entry(ResultSet row) throws SQLException {
        return new Entry(row.getLong("seq"), row.getBytes("body"), row.getString("hash"));
    }
}
