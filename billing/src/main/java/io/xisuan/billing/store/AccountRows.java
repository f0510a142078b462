package io.xisuan.billing.store;

import io.xisuan.billing.entitlement.Account;
import io.xisuan.billing.entitlement.AccountId;
import io.xisuan.billing.entitlement.AccountKind;
import io.xisuan.billing.entitlement.Authority;
import io.xisuan.model.Money;
import io.xisuan.model.ProgrammeId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.PreparedBatch;

/** The table {@code account}: one row for each balance, changed only from what memory believed it to be. */
final class AccountRows {
    private static final String INSERT = """
            INSERT INTO account (id, kind, programme, party, year_key, authority, granted, pending, posted, expired, revoked)
            VALUES (:id, :kind, :programme, :party, :year, :authority, :granted, :pending, :posted, :expired, :revoked)""";
    private static final String UPDATE = """
            UPDATE account SET granted = :granted, pending = :pending, posted = :posted, expired = :expired, revoked = :revoked
            WHERE id = :id AND granted = :wasGranted AND pending = :wasPending AND posted = :wasPosted
              AND expired = :wasExpired AND revoked = :wasRevoked""";

    private final SortedMap<AccountId, Long> keys = new TreeMap<>();
    private final SortedMap<Long, AccountId> ids = new TreeMap<>();

    List<Account> load(Handle handle) {
        return handle.createQuery("SELECT * FROM account ORDER BY id")
                .map((row, context) -> account(row))
                .list();
    }

    private Account account(ResultSet row) throws SQLException {
        AccountId id = new AccountId(
                AccountKind.valueOf(row.getString("kind")),
                new ProgrammeId(row.getString("programme")),
                row.getString("party"),
                row.getString("year_key"));
        know(id, row.getLong("id"));
        return new Account(
                id,
                Authority.valueOf(row.getString("authority")),
                Money.ofFen(row.getLong("granted")),
                Money.ofFen(row.getLong("pending")),
                Money.ofFen(row.getLong("posted")),
                Money.ofFen(row.getLong("expired")),
                Money.ofFen(row.getLong("revoked")));
    }

    private void know(AccountId id, long key) {
        keys.put(id, key);
        ids.put(key, id);
    }

    /** Returns the key of a balance in the table. */
    long key(AccountId id) {
        Long key = keys.get(id);
        if (key == null) {
            throw new StoreException("Balance %s is not stored".formatted(id));
        }
        return key;
    }

    AccountId id(long key) {
        AccountId id = ids.get(key);
        if (id == null) {
            throw new StoreException("A hold names balance %d, which is not stored".formatted(key));
        }
        return id;
    }

    /** Writes each balance that changed, in order of id. */
    void write(
            Handle handle,
            SortedMap<AccountId, Optional<Account>> before,
            Function<AccountId, Optional<Account>> current) {
        PreparedBatch inserts = handle.prepareBatch(INSERT);
        PreparedBatch updates = handle.prepareBatch(UPDATE);
        List<AccountId> updated = new ArrayList<>();
        before.forEach((id, was) -> current.apply(id)
                .filter(now -> !was.equals(Optional.of(now)))
                .ifPresent(now -> {
                    if (was.isEmpty()) {
                        insert(inserts, now);
                    } else {
                        update(updates, was.get(), now);
                        updated.add(id);
                    }
                }));
        Batches.execute(inserts);
        int[] counts = Batches.execute(updates);
        for (int i = 0; i < counts.length; i++) {
            if (counts[i] != 1) {
                throw new StoreException(
                        "Balance %s is not what this program read: another one wrote to it".formatted(updated.get(i)));
            }
        }
    }

    private void insert(PreparedBatch inserts, Account account) {
        AccountId id = account.id();
        know(id, ids.isEmpty() ? 1 : ids.lastKey() + 1);
        figures(inserts, account)
                .bind("kind", id.kind().name())
                .bind("programme", id.programme().value())
                .bind("party", id.owner())
                .bind("year", id.year())
                .bind("authority", account.authority().name())
                .add();
    }

    private void update(PreparedBatch updates, Account was, Account now) {
        figures(updates, now)
                .bind("wasGranted", Fen.of(was.granted()))
                .bind("wasPending", Fen.of(was.pending()))
                .bind("wasPosted", Fen.of(was.posted()))
                .bind("wasExpired", Fen.of(was.expired()))
                .bind("wasRevoked", Fen.of(was.revoked()))
                .add();
    }

    private PreparedBatch figures(PreparedBatch batch, Account account) {
        return batch.bind("id", key(account.id()))
                .bind("granted", Fen.of(account.granted()))
                .bind("pending", Fen.of(account.pending()))
                .bind("posted", Fen.of(account.posted()))
                .bind("expired", Fen.of(account.expired()))
                .bind("revoked", Fen.of(account.revoked()));
    }
}
