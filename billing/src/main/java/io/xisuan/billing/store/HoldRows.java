package io.xisuan.billing.store;

import io.xisuan.billing.entitlement.AccountId;
import io.xisuan.billing.entitlement.AccountKind;
import io.xisuan.billing.entitlement.Hold;
import io.xisuan.billing.entitlement.HoldLine;
import io.xisuan.billing.entitlement.HoldOwner;
import io.xisuan.model.Money;
import io.xisuan.model.SupplierId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.SortedMap;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.PreparedBatch;

/** The tables {@code hold} (a row for each line) and {@code hold_posting} (a row for each line and billing day). */
final class HoldRows {
    /** What a hold was and is, with the digests of the lines that are new. */
    record Change(Optional<Hold> before, Hold after, List<String> newDigests) {}

    /** A billing day of a line. */
    record LineDay(String hold, int line, String day) implements Comparable<LineDay> {
        private static final Comparator<LineDay> ORDER = Comparator.comparing(LineDay::hold)
                .thenComparingInt(LineDay::line)
                .thenComparing(LineDay::day);

        @Override
        public int compareTo(LineDay other) {
            return ORDER.compare(this, other);
        }
    }

    /** A row of the table: one line with what all lines of its hold share. */
    private record Row(HoldOwner owner, String quoteId, Hold.State state, long expiresAtMillis, HoldLine line) {}

    private static final String INSERT = """
            INSERT INTO hold (id, line, sha, supplier, job_uid, attempt, quote_id, voucher, cap, pool, held, posted, released,
              state, expires_at)
            VALUES (:id, :line, :sha, :supplier, :job, :attempt, :quote, :voucher, :cap, :pool, :held, :posted, :released,
              :state, :expires)""";
    private static final String UPDATE = """
            UPDATE hold SET posted = :posted, released = :released, state = :state
            WHERE id = :id AND line = :line AND posted = :wasPosted AND released = :wasReleased AND state = :wasState""";

    private final AccountRows accounts;

    HoldRows(AccountRows accounts) {
        this.accounts = accounts;
    }

    /** Returns the holds that are not resolved. */
    List<Hold> open(Handle handle) {
        return holds(handle.createQuery("SELECT * FROM hold WHERE state <> 'RESOLVED' ORDER BY id, line")
                .map((row, context) -> row(row))
                .list());
    }

    Optional<Hold> find(Handle handle, String holdId) {
        return holds(handle.createQuery("SELECT * FROM hold WHERE id = :id ORDER BY line")
                        .bind("id", holdId)
                        .map((row, context) -> row(row))
                        .list())
                .stream()
                .findFirst();
    }

    /** Returns the digest of the command that brought each line. */
    List<String> digests(Handle handle, String holdId) {
        return handle.createQuery("SELECT sha FROM hold WHERE id = :id ORDER BY line")
                .bind("id", holdId)
                .mapTo(String.class)
                .list();
    }

    /** Returns what was posted to a line for a day. */
    OptionalLong posting(Handle handle, LineDay key) {
        return handle.createQuery("SELECT amount FROM hold_posting WHERE hold = :hold AND line = :line AND day = :day")
                .bind("hold", key.hold())
                .bind("line", key.line())
                .bind("day", key.day())
                .mapTo(Long.class)
                .findOne()
                .map(OptionalLong::of)
                .orElse(OptionalLong.empty());
    }

    void write(Handle handle, List<Change> changes) {
        PreparedBatch inserts = handle.prepareBatch(INSERT);
        PreparedBatch updates = handle.prepareBatch(UPDATE);
        List<String> updated = new ArrayList<>();
        for (Change change : changes) {
            int known = change.before().map(hold -> hold.lines().size()).orElse(0);
            for (int line = 0; line < change.after().lines().size(); line++) {
                if (line >= known) {
                    insert(inserts, change.after(), line, change.newDigests().get(line - known));
                } else if (update(updates, change.before().orElseThrow(), change.after(), line)) {
                    updated.add(change.after().owner().holdId());
                }
            }
        }
        Batches.execute(inserts);
        int[] counts = Batches.execute(updates);
        for (int i = 0; i < counts.length; i++) {
            if (counts[i] != 1) {
                throw new StoreException(
                        "Hold %s is not what this program read: another one wrote to it".formatted(updated.get(i)));
            }
        }
    }

    void writePostings(Handle handle, SortedMap<LineDay, Long> postings) {
        PreparedBatch inserts = handle.prepareBatch(
                "INSERT INTO hold_posting (hold, line, day, amount) VALUES (:hold, :line, :day, :amount)");
        postings.forEach((key, fen) -> inserts.bind("hold", key.hold())
                .bind("line", key.line())
                .bind("day", key.day())
                .bind("amount", fen)
                .add());
        Batches.execute(inserts);
    }

    private void insert(PreparedBatch inserts, Hold hold, int index, String digest) {
        HoldLine line = hold.lines().get(index);
        requireColumns(line);
        inserts.bind("id", hold.owner().holdId())
                .bind("line", index)
                .bind("sha", digest)
                .bind("supplier", hold.owner().supplier().value())
                .bind("job", hold.owner().jobUid())
                .bind("attempt", hold.owner().attempt())
                .bind("quote", hold.quoteId())
                .bind("voucher", accounts.key(line.voucher()))
                .bind("cap", leg(line, AccountKind.CAP))
                .bind("pool", leg(line, AccountKind.POOL))
                .bind("held", Fen.of(line.held()))
                .bind("posted", Fen.of(line.posted()))
                .bind("released", Fen.of(line.released()))
                .bind("state", hold.state().name())
                .bind("expires", hold.expiresAtMillis())
                .add();
    }

    /** The columns hold one balance of each kind, in the order of kinds. */
    private static void requireColumns(HoldLine line) {
        List<AccountKind> kinds = line.legs().stream().map(AccountId::kind).toList();
        if (!kinds.equals(kinds.stream().distinct().sorted().toList())) {
            throw new StoreException(
                    "A line draws on a voucher, then a cap, then a pool, not on %s".formatted(line.legs()));
        }
    }

    private static boolean update(PreparedBatch updates, Hold before, Hold after, int index) {
        HoldLine was = before.lines().get(index);
        HoldLine now = after.lines().get(index);
        if (was.equals(now) && before.state() == after.state()) {
            return false;
        }
        updates.bind("id", after.owner().holdId())
                .bind("line", index)
                .bind("posted", Fen.of(now.posted()))
                .bind("released", Fen.of(now.released()))
                .bind("state", after.state().name())
                .bind("wasPosted", Fen.of(was.posted()))
                .bind("wasReleased", Fen.of(was.released()))
                .bind("wasState", before.state().name())
                .add();
        return true;
    }

    /** Returns the balance of this kind that a line draws on, for a column that is NULL where there is none. */
    private Optional<Long> leg(HoldLine line, AccountKind kind) {
        return line.legs().stream()
                .filter(leg -> leg.kind() == kind)
                .map(accounts::key)
                .findFirst();
    }

    private static List<Hold> holds(List<Row> rows) {
        Map<HoldOwner, List<Row>> byOwner = new LinkedHashMap<>();
        rows.forEach(row ->
                byOwner.computeIfAbsent(row.owner(), owner -> new ArrayList<>()).add(row));
        List<Hold> holds = new ArrayList<>();
        byOwner.forEach((owner, lines) -> {
            Row first = lines.getFirst();
            List<HoldLine> held = lines.stream().map(Row::line).toList();
            holds.add(new Hold(owner, first.quoteId(), held, first.state(), first.expiresAtMillis()));
        });
        return holds;
    }

    private Row row(ResultSet row) throws SQLException {
        HoldOwner owner = new HoldOwner(
                new SupplierId(row.getString("supplier")), row.getString("job_uid"), row.getInt("attempt"));
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
                owner,
                row.getString("quote_id"),
                Hold.State.valueOf(row.getString("state")),
                row.getLong("expires_at"),
                line);
    }
}
