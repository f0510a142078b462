package io.xisuan.billing.entitlement;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.UnaryOperator;

/** The balances by id: found at once, and listed in their order. */
final class Balances {
    private final Map<AccountId, Account> byId = new HashMap<>();
    private final NavigableSet<AccountId> inOrder = new TreeSet<>();
    private final Map<AccountId, Optional<Account>> before = new LinkedHashMap<>();

    Optional<Account> find(AccountId id) {
        return Optional.ofNullable(byId.get(id));
    }

    /** Takes in a balance that is kept elsewhere: no change. */
    void admit(Account account) {
        byId.put(account.id(), account);
        inOrder.add(account.id());
    }

    void put(Account account) {
        Optional<Account> known = Optional.ofNullable(byId.put(account.id(), account));
        if (known.isEmpty()) {
            inOrder.add(account.id());
        }
        before.putIfAbsent(account.id(), known);
    }

    void change(AccountId id, UnaryOperator<Account> change) {
        find(id).ifPresent(account -> put(change.apply(account)));
    }

    /** Returns what changed since the last time that this was settled, as it was then, in order of change. */
    Map<AccountId, Optional<Account>> before() {
        return before;
    }

    /** Returns the balances between two ids, both included. */
    SortedMap<AccountId, Account> between(AccountId from, AccountId to) {
        SortedMap<AccountId, Account> found = new TreeMap<>();
        inOrder.subSet(from, true, to, true).forEach(id -> find(id).ifPresent(account -> found.put(id, account)));
        return found;
    }

    /** Returns all balances in order of id, as a copy. */
    SortedMap<AccountId, Account> all() {
        return new TreeMap<>(byId);
    }
}
