package io.xisuan.billing.store;

import io.xisuan.billing.entitlement.AccountId;
import io.xisuan.billing.entitlement.AccountKind;
import io.xisuan.billing.entitlement.Hold;
import io.xisuan.billing.entitlement.HoldLine;
import io.xisuan.billing.entitlement.HoldOwner;
import io.xisuan.billing.entitlement.Movement;
import io.xisuan.billing.entitlement.chain.Snapshot;
import io.xisuan.model.Money;
import io.xisuan.model.SupplierId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jdbi.v3.core.Handle;

/** The tables {@code hold} (a row for each line) and {@code hold_movement} (a row for each posting and each undoing). */
final class HoldRows {
    /** What a hold was and is, with the digests of the last lines: those that extensions brought; the placing's have none. */
    record Change(String id, Optional<Hold> before, Hold after, List<String> newDigests) {
        private String digest(int index) {
            int first = after.lines().size() - newDigests.size();
            return index < first ? "" : newDigests.get(index - first);
        }
    }

    /** A row of the table: one line with what all lines of its hold share. */
    private record Row(
            String id,
            int index,
            HoldOwner owner,
            String quoteId,
            Hold.State state,
            long expiresAtMillis,
            HoldLine line,
            String digest) {
        private List<Object> shared() {
            return List.of(owner, quoteId, state, expiresAtMillis);
        }
    }

    private static final String INSERT = """
            INSERT INTO hold (id, line, sha, supplier, job_uid, attempt, planned_at, quote_id, voucher, cap, pool, held, posted,
              released, state, expires_at)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)""";
    private static final String UPDATE = """
            UPDATE hold SET posted = ?, released = ?, state = ?
            WHERE id = ? AND line = ? AND posted = ? AND released = ? AND state = ?""";
    private static final String FIND = "SELECT * FROM hold WHERE id = ? ORDER BY line";
    private static final String MOVEMENTS = "SELECT * FROM hold_movement WHERE hold = ? ORDER BY n";

    private final Rows rows;
    private final AccountRows accounts;

    HoldRows(Rows rows, AccountRows accounts) {
        this.rows = rows;
        this.accounts = accounts;
    }

    /** Returns the holds that are not resolved. */
    List<Hold> open(Handle handle) {
        return read(
                        handle,
                        "WHERE state <> 'RESOLVED'",
                        "WHERE hold IN (SELECT id FROM hold WHERE state <> 'RESOLVED')")
                .stream()
                .map(Snapshot.Digested::hold)
                .toList();
    }

    /** Returns all holds, resolved or not, with the digests of their lines, in order of id. */
    List<Snapshot.Digested> all(Handle handle) {
        return read(handle, "", "");
    }

    private List<Snapshot.Digested> read(Handle handle, String which, String whichMovements) {
        SortedMap<String, List<Movement>> movements = new TreeMap<>();
        handle.createQuery("SELECT * FROM hold_movement %s ORDER BY hold, n".formatted(whichMovements))
                .map((row, context) -> movements
                        .computeIfAbsent(row.getString("hold"), hold -> new ArrayList<>())
                        .add(movement(row)))
                .list();
        return holds(
                handle.createQuery("SELECT * FROM hold %s ORDER BY id, line".formatted(which))
                        .map((row, context) -> row(row))
                        .list(),
                movements);
    }

    Optional<Hold> find(Handle handle, String holdId) {
        List<Row> lines = rows.read(handle, FIND, row -> row.add(holdId), this::row);
        if (lines.isEmpty()) {
            return Optional.empty();
        }
        SortedMap<String, List<Movement>> movements = new TreeMap<>();
        movements.put(holdId, rows.read(handle, MOVEMENTS, row -> row.add(holdId), HoldRows::movement));
        return Optional.of(holds(lines, movements).getFirst().hold());
    }

    /** Returns the greatest id that begins with a time; empty text when no hold has one. */
    String newest(Handle handle) {
        return handle.createQuery("SELECT max(id) FROM hold WHERE planned_at > 0")
                .mapTo(String.class)
                .findOne()
                .orElse("");
    }

    /** Returns what stands beside each line: the digest of the command that brought it, or nothing for the placing's own. */
    List<String> digests(Handle handle, String holdId) {
        return rows.read(
                handle,
                "SELECT sha FROM hold WHERE id = ? ORDER BY line",
                row -> row.add(holdId),
                row -> row.getString("sha"));
    }

    void write(Handle handle, List<Change> changes) {
        List<Rows.Filling> inserts = new ArrayList<>();
        List<Rows.Filling> updates = new ArrayList<>();
        List<Rows.Filling> movements = new ArrayList<>();
        List<String> updated = new ArrayList<>();
        for (Change change : changes) {
            int known = change.before().map(hold -> hold.lines().size()).orElse(0);
            for (int line = 0; line < change.after().lines().size(); line++) {
                if (line >= known) {
                    inserts.add(insert(change, line));
                } else if (changed(change, line)) {
                    updates.add(update(change, line));
                    updated.add(change.id());
                }
            }
            movements(change, movements);
        }
        rows.write(handle, INSERT, inserts);
        requireEach(rows.write(handle, UPDATE, updates), updated);
        rows.write(
                handle,
                "INSERT INTO hold_movement (hold, n, line, day, amount, command) VALUES (?, ?, ?, ?, ?, ?)",
                movements);
    }

    private static void requireEach(int[] counts, List<String> updated) {
        for (int i = 0; i < counts.length; i++) {
            if (counts[i] != 1) {
                throw new StoreException(
                        "Hold %s is not what this program read: another one wrote to it".formatted(updated.get(i)));
            }
        }
    }

    private static void movements(Change change, List<Rows.Filling> rows) {
        List<Movement> all = change.after().movements();
        int known = change.before().map(hold -> hold.movements().size()).orElse(0);
        for (int i = known; i < all.size(); i++) {
            Movement movement = all.get(i);
            long n = i + 1L;
            rows.add(row -> row.add(change.id())
                    .add(n)
                    .add(movement.line())
                    .add(movement.day().toString())
                    .add(Fen.of(movement.amount()))
                    .add(movement.command()));
        }
    }

    private Rows.Filling insert(Change change, int index) {
        Hold hold = change.after();
        HoldLine line = hold.lines().get(index);
        requireColumns(line);
        return row -> row.add(change.id())
                .add(index)
                .add(change.digest(index))
                .add(hold.owner().supplier().value())
                .add(hold.owner().jobUid())
                .add(hold.owner().attempt())
                .add(hold.owner().plannedAtMillis())
                .add(hold.quoteId())
                .add(accounts.key(line.voucher()))
                .add(leg(line, AccountKind.CAP))
                .add(leg(line, AccountKind.POOL))
                .add(Fen.of(line.held()))
                .add(Fen.of(line.posted()))
                .add(Fen.of(line.released()))
                .add(hold.state().name())
                .add(hold.expiresAtMillis());
    }

    /** The columns hold one balance of each kind, in the order of kinds. */
    private static void requireColumns(HoldLine line) {
        for (int i = 1; i < line.legs().size(); i++) {
            if (line.legs().get(i).kind().compareTo(line.legs().get(i - 1).kind()) <= 0) {
                throw new StoreException(
                        "A line draws on a voucher, then a cap, then a pool, not on %s".formatted(line.legs()));
            }
        }
    }

    private static boolean changed(Change change, int index) {
        Hold before = change.before().orElseThrow();
        return before.state() != change.after().state()
                || !before.lines().get(index).equals(change.after().lines().get(index));
    }

    private static Rows.Filling update(Change change, int index) {
        Hold before = change.before().orElseThrow();
        HoldLine was = before.lines().get(index);
        HoldLine now = change.after().lines().get(index);
        return row -> row.add(Fen.of(now.posted()))
                .add(Fen.of(now.released()))
                .add(change.after().state().name())
                .add(change.id())
                .add(index)
                .add(Fen.of(was.posted()))
                .add(Fen.of(was.released()))
                .add(before.state().name());
    }

    /** Returns the balance of this kind that a line draws on, for a column that is NULL where there is none. */
    private Optional<Long> leg(HoldLine line, AccountKind kind) {
        for (AccountId leg : line.legs()) {
            if (leg.kind() == kind) {
                return Optional.of(accounts.key(leg));
            }
        }
        return Optional.empty();
    }

    private static List<Snapshot.Digested> holds(List<Row> rows, Map<String, List<Movement>> movements) {
        Map<String, List<Row>> byId = new LinkedHashMap<>();
        rows.forEach(row ->
                byId.computeIfAbsent(row.id(), owner -> new ArrayList<>()).add(row));
        List<Snapshot.Digested> holds = new ArrayList<>();
        byId.forEach((id, lines) -> {
            Row first = lines.getFirst();
            for (int i = 0; i < lines.size(); i++) {
                if (lines.get(i).index() != i || !lines.get(i).shared().equals(first.shared())) {
                    throw new StoreException("Line %d of hold %s does not go with its first line".formatted(i, id));
                }
            }
            Hold hold = new Hold(
                    first.owner(),
                    first.quoteId(),
                    lines.stream().map(Row::line).toList(),
                    first.state(),
                    first.expiresAtMillis(),
                    movements.getOrDefault(id, List.of()));
            holds.add(new Snapshot.Digested(
                    id, hold, lines.stream().map(Row::digest).toList()));
        });
        return holds;
    }

    private static Movement movement(ResultSet row) throws SQLException {
        return new Movement(
                row.getString("command"),
                row.getInt("line"),
                LocalDate.parse(row.getString("day")),
                Money.ofFen(row.getLong("amount")));
    }

    private Row row(ResultSet row) throws SQLException {
        HoldOwner owner = new HoldOwner(
                new SupplierId(row.getString("supplier")),
                row.getString("job_uid"),
                row.getInt("attempt"),
                row.getLong("planned_at"));
        List<AccountId> legs = new ArrayList<>();
        for (String column : List.of("voucher", "cap", "pool")) {
            long key = row.getLong(column);
            if (!row.wasNull()) {
                legs.add(accounts.id(key));
            }
        }
        HoldLine line = new HoldLine(
                legs,
                Money.ofFen(row.getLong("held")),
                Money.ofFen(row.getLong("posted")),
                Money.ofFen(row.getLong("released")));
        return new Row(
                row.getString("id"),
                row.getInt("line"),
                owner,
                row.getString("quote_id"),
                Hold.State.valueOf(row.getString("state")),
                row.getLong("expires_at"),
                line,
                row.getString("sha"));
    }
}
