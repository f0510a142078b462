package io.xisuan.billing.store;

import io.xisuan.billing.ledger.LedgerEntry;
import io.xisuan.billing.ledger.Posting;
import io.xisuan.model.InputException;
import io.xisuan.model.Money;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Query;

/** What people read in the ledger: entries, the balances that they come to, and where it ends. */
public final class LedgerView {
    /** An entry's columns beside those of one of its legs. */
    private record Leg(LedgerRows.Row entry, Posting posting) {}

    private static final String CHOSEN = """
            FROM ledger_entry e JOIN ledger_posting p ON p.seq = e.seq
            WHERE e.seq BETWEEN :from AND :to AND (CAST(:account AS TEXT) IS NULL OR EXISTS (
              SELECT 1 FROM ledger_posting q WHERE q.seq = e.seq AND %s))""";
    private static final String NAMED = "(%1$s.account = :account OR substr(%1$s.account, 1, length(:below)) = :below)";

    private LedgerView() {}

    /** Returns entries with all their legs, in order. */
    public static List<LedgerEntry> entries(Store store, LedgerFilter filter) {
        return store.database().read(handle -> entries(handle, filter));
    }

    static List<LedgerEntry> entries(Handle handle, LedgerFilter filter) {
        String select =
                "SELECT e.seq, e.kind, e.reference, e.recorded_at, e.effective_on, e.body, e.hash, p.account, p.amount_fen "
                        + CHOSEN.formatted(NAMED.formatted("q")) + " ORDER BY e.seq, p.leg";
        Map<LedgerRows.Row, List<Posting>> legs = new LinkedHashMap<>();
        bound(handle.createQuery(select), filter)
                .map((row, context) -> new Leg(
                        LedgerRows.Row.of(row),
                        new Posting(row.getString("account"), Money.ofFen(row.getLong("amount_fen")))))
                .forEach(leg -> legs.computeIfAbsent(leg.entry(), entry -> new ArrayList<>())
                        .add(leg.posting()));
        List<LedgerEntry> entries = new ArrayList<>();
        legs.forEach((entry, postings) -> entries.add(entry.entry(postings)));
        return entries;
    }

    /** Returns what the postings of the chosen entries come to, by account; only the chosen account, or those below it. */
    public static SortedMap<String, Money> balances(Store store, LedgerFilter filter) {
        String query = "SELECT p.account, sum(p.amount_fen) AS balance " + CHOSEN.formatted(NAMED.formatted("q"))
                + " AND (CAST(:account AS TEXT) IS NULL OR " + NAMED.formatted("p") + ") GROUP BY p.account";
        return store.database().read(handle -> {
            SortedMap<String, Money> balances = new TreeMap<>();
            bound(handle.createQuery(query), filter)
                    .map((row, context) -> new Posting(row.getString("account"), Money.ofFen(row.getLong("balance"))))
                    .forEach(balance -> balances.put(balance.account(), balance.amount()));
            return balances;
        });
    }

    /** A name without a slash at its end has nothing below it: accounts have no blanks at their beginning. */
    private static Query bound(Query query, LedgerFilter filter) {
        Optional<String> below = filter.account().filter(name -> name.endsWith("/"));
        return query.bind("from", filter.from())
                .bind("to", filter.to())
                .bind("account", filter.account())
                .bind("below", below.orElse(" "));
    }

    /** Returns where the ledger ends, to be kept outside of the database. */
    public static LedgerHead head(Store store) {
        return store.database().read(LedgerRows::head);
    }

    /**
     * Reads all entries and documents and says whether they are as they were written.
     *
     * @param exported a head that was kept outside: the entries up to it must still be there
     * @param backup a backup of today's tables: what was written once must still be as it has it
     * @throws InputException when the backup is damaged, or its tables are of another version
     */
    public static LedgerCheck verify(Store store, Optional<LedgerHead> exported, Optional<Path> backup) {
        Database database = store.database();
        return database.read(handle -> {
            LedgerCheck check = new LedgerVerification(handle, exported).check();
            return check instanceof LedgerCheck.Sound sound && backup.isPresent()
                    ? compared(handle, database, sound, backup.get())
                    : check;
        });
    }

    private static LedgerCheck compared(Handle handle, Database database, LedgerCheck.Sound sound, Path file) {
        try (Backup backup = Backup.open(file)) {
            if (backup.manifest().tablesVersion() != database.tablesVersion()) {
                throw InputException.of(
                        "%s has tables of version %d, not %d: restore it, and compare with a backup of that"
                                .formatted(file, backup.manifest().tablesVersion(), database.tablesVersion()));
            }
            return new BackupComparison(handle, backup)
                    .first(database.frozenTables())
                    .<LedgerCheck>map(found ->
                            new LedgerCheck.Broken(sound.records(), sound.invoices(), found.what(), found.problem()))
                    .orElse(sound);
        }
    }
}
