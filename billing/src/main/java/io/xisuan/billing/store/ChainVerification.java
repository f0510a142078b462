package io.xisuan.billing.store;

import io.xisuan.billing.entitlement.Account;
import io.xisuan.billing.entitlement.Declaration;
import io.xisuan.billing.entitlement.chain.Entry;
import io.xisuan.billing.entitlement.chain.Replay;
import io.xisuan.billing.entitlement.chain.Snapshot;
import java.time.DateTimeException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jdbi.v3.core.Handle;

/**
 * Goes through the chain of what was done to balances from its first entry, in a fresh book, and compares what that makes of every
 * balance and hold with its row.
 */
final class ChainVerification {
    private static final int PAGE = 100;

    /** The first thing that is not as it was written. */
    record Problem(String what, String text) {}

    private final Handle handle;
    private final Replay replay = new Replay();
    private String last = "";

    ChainVerification(Handle handle) {
        this.handle = handle;
    }

    /** Returns the first problem, or nothing when all is as it was written. */
    Optional<Problem> first() {
        Optional<Problem> broken = entries().or(this::end);
        if (broken.isPresent() || notBegun()) {
            return broken;
        }
        try {
            AccountRows accounts = new AccountRows(new Rows());
            List<Account> balances = accounts.load(handle);
            return balances(accounts, balances)
                    .or(() -> holds(new HoldRows(new Rows(), accounts)))
                    .or(() -> words(accounts))
                    .or(this::deeds);
        } catch (StoreException | DateTimeException | IllegalArgumentException | IllegalStateException e) {
            return Optional.of(new Problem("balances", String.valueOf(e.getMessage())));
        }
    }

    private Optional<Problem> entries() {
        List<Entry> page = ChainRows.after(handle, 0, PAGE);
        while (!page.isEmpty()) {
            for (Entry entry : page) {
                Optional<String> problem = replay.add(entry);
                if (problem.isPresent()) {
                    return Optional.of(new Problem("entitlement entry " + (replay.count() + 1), problem.get()));
                }
            }
            last = page.getLast().hash();
            page = ChainRows.after(handle, page.getLast().seq(), PAGE);
        }
        return Optional.empty();
    }

    /** An entry that only held refusals changes no balance: that it was cut off shows at the end alone. */
    private Optional<Problem> end() {
        LedgerHead end = ChainRows.end(handle);
        return end.seq() == replay.count() && end.hash().equals(last)
                ? Optional.empty()
                : Optional.of(new Problem(
                        "entitlement entry " + (replay.count() + 1),
                        "is not what the chain ends with: %d entries were written, %d are there"
                                .formatted(end.seq(), replay.count())));
    }

    /** Returns whether all balances are older than the chain and nothing was done to them since. */
    private boolean notBegun() {
        return replay.count() == 0
                && handle.createQuery("SELECT begun FROM entitlement_chain")
                                .mapTo(Integer.class)
                                .one()
                        == 0;
    }

    private Optional<Problem> balances(AccountRows accounts, List<Account> balances) {
        SortedMap<Long, Account> stored = new TreeMap<>();
        balances.forEach(account -> stored.put(accounts.key(account.id()), account));
        return firstDifference("balance ", replay.accounts(), stored);
    }

    private Optional<Problem> holds(HoldRows rows) {
        SortedMap<String, Snapshot.Digested> stored = new TreeMap<>();
        rows.all(handle).forEach(hold -> stored.put(hold.id(), hold));
        return firstDifference("hold ", replay.holds(), stored);
    }

    private Optional<Problem> words(AccountRows accounts) {
        List<Declaration> stored =
                accounts.declarations(handle).stream().sorted(Declaration.ORDER).toList();
        List<Declaration> replayed =
                replay.declarations().stream().sorted(Declaration.ORDER).toList();
        return stored.equals(replayed)
                ? Optional.empty()
                : Optional.of(new Problem(
                        "declarations", "the entries make %s, the table has %s".formatted(replayed, stored)));
    }

    private Optional<Problem> deeds() {
        SortedMap<String, String> stored = new TreeMap<>();
        handle.createQuery("SELECT id, sha FROM deed")
                .map((row, context) -> stored.put(row.getString("id"), row.getString("sha")))
                .list();
        return firstDifference("command ", replay.deeds(), stored);
    }

    private static <K, V> Optional<Problem> firstDifference(
            String what, SortedMap<K, V> replayed, SortedMap<K, V> stored) {
        for (Map.Entry<K, V> entry : replayed.entrySet()) {
            Optional<V> row = Optional.ofNullable(stored.get(entry.getKey()));
            if (!row.equals(Optional.of(entry.getValue()))) {
                return Optional.of(new Problem(
                        what + entry.getKey(),
                        "the entries make %s, the table has %s"
                                .formatted(
                                        entry.getValue(),
                                        row.map(Object::toString).orElse("nothing"))));
            }
        }
        return stored.keySet().stream()
                .filter(key -> !replayed.containsKey(key))
                .findFirst()
                .map(key -> new Problem(what + key, "the table has %s, no entry does".formatted(stored.get(key))));
    }
}
