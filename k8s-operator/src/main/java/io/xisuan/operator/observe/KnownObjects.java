package io.xisuan.operator.observe;

import io.fabric8.kubernetes.client.informers.cache.ItemStore;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Objects of one kind as an informer's store, kept whole. Of those that went, or say nothing any more, how they last told something is
 * remembered for the last thousands, for what still names them.
 */
final class KnownObjects<T extends NarrowObject> implements ItemStore<T> {
    private static final int MOST_GONE = 10_000;

    private final Changes changes;
    private final TreeMap<String, T> byKey = new TreeMap<>();

    /** In the order in which they went; looked up only, and the oldest dropped. */
    private final Map<String, T> gone = new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, T> eldest) {
            return size() > MOST_GONE;
        }
    };

    private final Predicate<T> tells;

    /**
     * @param tells whether an object says what it is asked for
     */
    KnownObjects(Changes changes, Predicate<T> tells) {
        this.changes = changes;
        this.tells = tells;
    }

    @Override
    public String getKey(T object) {
        return NarrowObject.key(object);
    }

    @Override
    public synchronized @Nullable T put(String key, T object) {
        changes.happened();
        T before = byKey.put(key, object);
        if (before != null && tells.test(before) && !tells.test(object)) {
            gone.put(key, before);
        }
        return before;
    }

    @Override
    public synchronized @Nullable T remove(String key) {
        T before = byKey.remove(key);
        if (before != null) {
            if (tells.test(before)) {
                gone.put(key, before);
            }
            changes.happened();
        }
        return before;
    }

    /** Returns an object as it last told something. */
    synchronized Optional<T> find(String key) {
        return Optional.ofNullable(byKey.get(key)).filter(tells).or(() -> Optional.ofNullable(gone.get(key)));
    }

    /** Returns what is there now. */
    synchronized List<T> all() {
        return List.copyOf(byKey.values());
    }

    @Override
    public synchronized Stream<String> keySet() {
        return List.copyOf(byKey.keySet()).stream();
    }

    @Override
    public synchronized Stream<T> values() {
        return all().stream();
    }

    @Override
    public synchronized int size() {
        return byKey.size();
    }

    @Override
    public synchronized @Nullable T get(String key) {
        return byKey.get(key);
    }
}
