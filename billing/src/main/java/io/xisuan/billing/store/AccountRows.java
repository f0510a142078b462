package io.xisuan.billing.store;

import io.xisuan.billing.entitlement.Account;
import io.xisuan.billing.entitlement.AccountId;
import io.xisuan.billing.entitlement.AccountKind;
import io.xisuan.billing.entitlement.Authority;
import io.xisuan.billing.entitlement.Declaration;
import io.xisuan.billing.entitlement.chain.AccountKeys;
import io.xisuan.model.Money;
import io.xisuan.model.ProgrammeId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import org.jdbi.v3.core.Handle;

/**
 * The table {@code account}: one row for each balance, changed only from what memory believed it to be. Its column {@code granted}
 * is what bounds the balance: the limit and the deficit together.
 */
final class AccountRows implements AccountKeys {
    private static final String INSERT = """
            INSERT INTO account (granted, pending, posted, expired, revoked, declared, deficit, claim_by, id, kind, programme, party,
              year_key, authority)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)""";
    /** The most frequent change: a hold was placed or released. */
    private static final String UPDATE_PENDING =
            "UPDATE account SET pending = ? WHERE id = ? AND granted = ? AND pending = ? AND posted = ?";

    private static final String UPDATE = """
            UPDATE account SET granted = ?, pending = ?, posted = ?, expired = ?, revoked = ?, declared = ?, deficit = ?, claim_by = ?
            WHERE id = ? AND granted = ? AND pending = ? AND posted = ? AND expired = ? AND revoked = ? AND declared = ?
              AND deficit = ? AND claim_by = ?""";

    private final Rows rows;
    private final Map<AccountId, Long> keys = new HashMap<>();
    private final SortedMap<Long, AccountId> ids = new TreeMap<>();

    AccountRows(Rows rows) {
        this.rows = rows;
    }

    List<Account> load(Handle handle) {
        return handle.createQuery("SELECT * FROM account ORDER BY id")
                .map((row, context) -> account(row))
                .list();
    }

    /** Returns each source's last word on use elsewhere. */
    List<Declaration> declarations(Handle handle) {
        return handle.createQuery("""
                        SELECT account, source, as_of, used FROM declaration d WHERE as_of =
                          (SELECT max(as_of) FROM declaration e WHERE e.account = d.account AND e.source = d.source)
                        ORDER BY account, source""")
                .map((row, context) -> new Declaration(
                        id(row.getLong("account")),
                        row.getString("source"),
                        LocalDate.parse(row.getString("as_of")),
                        Money.ofFen(row.getLong("used"))))
                .list();
    }

    private Account account(ResultSet row) throws SQLException {
        AccountId id = new AccountId(
                AccountKind.valueOf(row.getString("kind")),
                new ProgrammeId(row.getString("programme")),
                row.getString("party"),
                row.getString("year_key"));
        know(id, row.getLong("id"));
        Money deficit = Money.ofFen(row.getLong("deficit"));
        return new Account(
                id,
                Authority.valueOf(row.getString("authority")),
                Money.ofFen(row.getLong("granted")).minus(deficit),
                Money.ofFen(row.getLong("pending")),
                Money.ofFen(row.getLong("posted")),
                Money.ofFen(row.getLong("expired")),
                Money.ofFen(row.getLong("revoked")),
                Money.ofFen(row.getLong("declared")),
                deficit,
                row.getLong("claim_by"));
    }

    private void know(AccountId id, long key) {
        keys.put(id, key);
        ids.put(key, id);
    }

    /** Gives the next number to a balance that was opened just now. */
    void open(AccountId id) {
        if (!keys.containsKey(id)) {
            know(id, ids.isEmpty() ? 1 : ids.lastKey() + 1);
        }
    }

    /** Returns the key of a balance in the table. */
    long key(AccountId id) {
        return keyOf(id).orElseThrow(() -> new StoreException("Balance %s is not stored".formatted(id)));
    }

    AccountId id(long key) {
        return idOf(key)
                .orElseThrow(() -> new StoreException("A hold names balance %d, which is not stored".formatted(key)));
    }

    @Override
    public OptionalLong keyOf(AccountId id) {
        Long key = keys.get(id);
        return key == null ? OptionalLong.empty() : OptionalLong.of(key);
    }

    @Override
    public Optional<AccountId> idOf(long key) {
        return Optional.ofNullable(ids.get(key));
    }

    /** Writes each balance that changed, in order of id. */
    void write(
            Handle handle, Map<AccountId, Optional<Account>> before, Function<AccountId, Optional<Account>> current) {
        SortedMap<Long, Rows.Filling> inserts = new TreeMap<>();
        SortedMap<Long, Rows.Filling> updates = new TreeMap<>();
        SortedMap<Long, Rows.Filling> pendings = new TreeMap<>();
        before.forEach((id, was) -> current.apply(id)
                .filter(now -> was.isEmpty() || !was.get().equals(now))
                .ifPresent(now -> {
                    long key = key(id);
                    if (was.isEmpty()) {
                        inserts.put(key, row -> identity(figures(row, now).add(key), now));
                    } else if (onlyPending(was.get(), now)) {
                        pendings.put(key, row -> pending(row, was.get(), now, key));
                    } else {
                        updates.put(key, row -> figures(figures(row, now).add(key), was.get()));
                    }
                }));
        rows.write(handle, INSERT, List.copyOf(inserts.values()));
        requireEach(rows.write(handle, UPDATE_PENDING, List.copyOf(pendings.values())), pendings.keySet());
        requireEach(rows.write(handle, UPDATE, List.copyOf(updates.values())), updates.keySet());
    }

    private void requireEach(int[] counts, Collection<Long> keys) {
        List<Long> updated = List.copyOf(keys);
        for (int i = 0; i < counts.length; i++) {
            if (counts[i] != 1) {
                throw new StoreException("Balance %s is not what this program read: another one wrote to it"
                        .formatted(id(updated.get(i))));
            }
        }
    }

    void declare(Handle handle, List<Declaration> declarations) {
        rows.write(
                handle,
                "INSERT INTO declaration (account, source, as_of, used) VALUES (?, ?, ?, ?)",
                declarations.stream()
                        .map(word -> (Rows.Filling) row -> row.add(key(word.account()))
                                .add(word.source())
                                .add(word.asOf().toString())
                                .add(Fen.of(word.used())))
                        .toList());
    }

    private static boolean onlyPending(Account was, Account now) {
        return was.granted().equals(now.granted())
                && was.posted().equals(now.posted())
                && was.expired().equals(now.expired())
                && was.revoked().equals(now.revoked())
                && was.declared().equals(now.declared())
                && was.deficit().equals(now.deficit())
                && was.claimByMillis() == now.claimByMillis();
    }

    private static void pending(Rows.Row row, Account was, Account now, long key) throws SQLException {
        row.add(Fen.of(now.pending()))
                .add(key)
                .add(Fen.of(was.granted()))
                .add(Fen.of(was.pending()))
                .add(Fen.of(was.posted()));
    }

    private static void identity(Rows.Row row, Account account) throws SQLException {
        AccountId id = account.id();
        row.add(id.kind().name())
                .add(id.programme().value())
                .add(id.owner())
                .add(id.year())
                .add(account.authority().name());
    }

    private static Rows.Row figures(Rows.Row row, Account account) throws SQLException {
        return row.add(Fen.of(account.granted().plus(account.deficit())))
                .add(Fen.of(account.pending()))
                .add(Fen.of(account.posted()))
                .add(Fen.of(account.expired()))
                .add(Fen.of(account.revoked()))
                .add(Fen.of(account.declared()))
                .add(Fen.of(account.deficit()))
                .add(account.claimByMillis());
    }
}
