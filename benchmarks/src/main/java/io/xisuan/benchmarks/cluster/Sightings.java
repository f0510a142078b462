package io.xisuan.benchmarks.cluster;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.Watch;
import io.fabric8.kubernetes.client.Watcher;
import io.fabric8.kubernetes.client.WatcherException;
import io.fabric8.kubernetes.client.dsl.Watchable;
import io.xisuan.benchmarks.NotMeasured;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

/**
 * When each thing was first seen in a watch, by this program's own clock: the same for every system that is measured, and finer than
 * the whole seconds that objects state.
 */
final class Sightings implements AutoCloseable {
    private final ConcurrentHashMap<String, Long> firstNanos = new ConcurrentHashMap<>();
    private final Watch watch;
    private volatile Optional<String> broken = Optional.empty();

    private <T extends HasMetadata> Sightings(Watchable<T> watched, Function<T, Optional<String>> key) {
        watch = watched.watch(new Watcher<>() {
            @Override
            public void eventReceived(Action action, T object) {
                if (action != Action.DELETED) {
                    key.apply(object).ifPresent(seen -> firstNanos.putIfAbsent(seen, System.nanoTime()));
                }
            }

            @Override
            public void onClose(WatcherException cause) {
                broken = Optional.of(String.valueOf(cause.getMessage()));
            }
        });
    }

    /**
     * Watches.
     *
     * @param key names what was seen, or is empty where an object does not show it yet
     */
    static <T extends HasMetadata> Sightings of(Watchable<T> watched, Function<T, Optional<String>> key) {
        return new Sightings(watched, key);
    }

    /** Returns when it was first seen, as {@link System#nanoTime}. */
    OptionalLong first(String key) {
        Long seen = firstNanos.get(key);
        return seen == null ? OptionalLong.empty() : OptionalLong.of(seen);
    }

    int count() {
        return firstNanos.size();
    }

    /** Returns when the last of all was first seen. */
    long lastNanos() {
        return firstNanos.values().stream().mapToLong(Long::longValue).max().orElseThrow();
    }

    /** Waits until it is seen, and returns when that was. */
    long await(String key, Duration limit) {
        Wait.until(
                key + " is seen",
                limit,
                () -> whole().firstNanos.containsKey(key),
                () -> "%d others are".formatted(count()));
        return first(key).orElseThrow();
    }

    /** Waits until so many are seen. */
    void await(String what, int many, Duration limit) {
        Wait.until(
                "%d %s are seen".formatted(many, what),
                limit,
                () -> whole().count() >= many,
                () -> "%d are".formatted(count()));
    }

    private Sightings whole() {
        broken.ifPresent(why -> {
            throw new NotMeasured("a watch of the API server broke: " + why);
        });
        return this;
    }

    @Override
    public void close() {
        watch.close();
    }
}
