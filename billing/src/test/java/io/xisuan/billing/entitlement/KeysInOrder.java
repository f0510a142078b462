package io.xisuan.billing.entitlement;

import io.xisuan.billing.entitlement.chain.AccountKeys;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.SortedMap;
import java.util.TreeMap;

/** Numbers of balances in the order in which they were opened. */
final class KeysInOrder implements AccountKeys {
    private final SortedMap<AccountId, Long> keys = new TreeMap<>();
    private final SortedMap<Long, AccountId> ids = new TreeMap<>();

    void open(AccountId id) {
        long key = keys.size() + 1L;
        keys.put(id, key);
        ids.put(key, id);
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
}
