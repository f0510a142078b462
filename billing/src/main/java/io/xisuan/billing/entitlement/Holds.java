package io.xisuan.billing.entitlement;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** The holds by id, and the open one of each attempt whenever it was planned. */
final class Holds {
    private final Map<String, Hold> byId = new HashMap<>();
    private final Map<String, Optional<Hold>> before = new LinkedHashMap<>();
    private final Map<HoldOwner, String> openByAttempt = new HashMap<>();

    Optional<Hold> find(String holdId) {
        return Optional.ofNullable(byId.get(holdId));
    }

    /** Returns the id of the attempt's hold that is not resolved. */
    Optional<String> openOf(HoldOwner attempt) {
        return Optional.ofNullable(openByAttempt.get(attempt.timeless()));
    }

    void put(String holdId, Hold hold) {
        before.putIfAbsent(holdId, find(holdId));
        admit(holdId, hold);
    }

    /** Takes in a hold that is kept elsewhere: no change. */
    void admit(String holdId, Hold hold) {
        byId.put(holdId, hold);
        if (hold.resolved()) {
            openByAttempt.remove(hold.owner().timeless(), holdId);
        } else {
            openByAttempt.put(hold.owner().timeless(), holdId);
        }
    }

    void remove(String holdId) {
        Hold removed = byId.remove(holdId);
        if (removed != null) {
            openByAttempt.remove(removed.owner().timeless(), holdId);
        }
    }

    SortedMap<String, Hold> all() {
        return new TreeMap<>(byId);
    }

    /** Returns what changed since the last time that this was settled, as it was then, in order of change. */
    Map<String, Optional<Hold>> before() {
        return before;
    }
}
