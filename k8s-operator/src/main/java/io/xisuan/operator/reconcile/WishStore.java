package io.xisuan.operator.reconcile;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.client.informers.cache.Cache;
import io.fabric8.kubernetes.client.informers.cache.ItemStore;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The resources of one kind, as an informer's store: what the API server keeps of its writers is dropped at once, and a change of what is
 * wished is told as soon as it arrives. A new status is no such change.
 *
 * @param <P> the kind
 */
final class WishStore<P extends HasMetadata> implements ItemStore<P> {
    /** What {@code kubectl apply} keeps of its last call: the whole resource once more. */
    private static final String LAST_APPLIED = "kubectl.kubernetes.io/last-applied-configuration";

    private static final Comparator<HasMetadata> ORDER = Comparator.comparing(
                    (HasMetadata resource) -> text(resource.getMetadata().getNamespace()))
            .thenComparing(resource -> resource.getMetadata().getName());

    private final Runnable changed;
    private final TreeMap<String, P> byKey = new TreeMap<>();
    private Optional<List<P>> sorted = Optional.empty();

    /**
     * @param changed called when what is wished is another, in a thread of the watch
     */
    WishStore(Runnable changed) {
        this.changed = changed;
    }

    /** Returns all resources sorted by namespace and name; the same list as before when the same is wished. */
    synchronized List<P> all() {
        List<P> all = sorted.orElseGet(
                () -> List.copyOf(byKey.values().stream().sorted(ORDER).toList()));
        sorted = Optional.of(all);
        return all;
    }

    @Override
    public String getKey(P resource) {
        return Cache.metaNamespaceKeyFunc(resource);
    }

    @Override
    public @Nullable P put(String key, P resource) {
        narrow(resource.getMetadata());
        boolean same;
        P before;
        synchronized (this) {
            before = byKey.put(key, resource);
            same = before != null && sameWish(before.getMetadata(), resource.getMetadata());
            if (!same) {
                sorted = Optional.empty();
            }
        }
        if (!same) {
            changed.run();
        }
        return before;
    }

    private static void narrow(ObjectMeta metadata) {
        metadata.setManagedFields(new ArrayList<>());
        Map<String, String> annotations = metadata.getAnnotations();
        if (annotations != null && annotations.containsKey(LAST_APPLIED)) {
            Map<String, String> kept = new TreeMap<>(annotations);
            kept.remove(LAST_APPLIED);
            metadata.setAnnotations(kept);
        }
    }

    /** The API server counts the specs of a resource; of kinds whose specs it does not count every version is another. */
    private static boolean sameWish(ObjectMeta one, ObjectMeta other) {
        boolean counted = other.getGeneration() != null && other.getGeneration() > 0;
        return Objects.equals(one.getUid(), other.getUid())
                && Objects.equals(one.getDeletionTimestamp(), other.getDeletionTimestamp())
                && (counted
                        ? Objects.equals(one.getGeneration(), other.getGeneration())
                        : Objects.equals(one.getResourceVersion(), other.getResourceVersion()))
                && marks(one.getLabels()).equals(marks(other.getLabels()))
                && marks(one.getAnnotations()).equals(marks(other.getAnnotations()));
    }

    private static Map<String, String> marks(@Nullable Map<String, String> marks) {
        return marks == null ? new HashMap<>() : marks;
    }

    private static String text(@Nullable String text) {
        return text == null ? "" : text;
    }

    @Override
    public @Nullable P remove(String key) {
        P before;
        synchronized (this) {
            before = byKey.remove(key);
            sorted = Optional.empty();
        }
        if (before != null) {
            changed.run();
        }
        return before;
    }

    @Override
    public synchronized Stream<String> keySet() {
        return List.copyOf(byKey.keySet()).stream();
    }

    @Override
    public synchronized Stream<P> values() {
        return List.copyOf(byKey.values()).stream();
    }

    @Override
    public synchronized int size() {
        return byKey.size();
    }

    @Override
    public synchronized @Nullable P get(String key) {
        return byKey.get(key);
    }
}
