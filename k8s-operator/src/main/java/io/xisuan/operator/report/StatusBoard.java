package io.xisuan.operator.report;

import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

/**
 * What every resource's status should say: the loop publishes, writers read. Safe for many threads.
 *
 * <p>Only the latest verdict of a resource is kept, so a writer that is late skips what is past.
 */
public final class StatusBoard {
    /** A verdict and since when it holds, in milliseconds since 1970. */
    record Posted(Verdict verdict, long sinceMillis) {}

    private final InstantSource clock;
    private final Map<ResourceRef, Posted> posted = new ConcurrentHashMap<>();
    private final CopyOnWriteArrayList<Consumer<ResourceRef>> listeners = new CopyOnWriteArrayList<>();

    public StatusBoard(InstantSource clock) {
        this.clock = clock;
    }

    /** Says what holds of a resource from now on; saying the same again does nothing. */
    public void publish(ResourceRef resource, Verdict verdict) {
        Posted next = new Posted(verdict, clock.millis());
        Posted result =
                posted.merge(resource, next, (old, latest) -> old.verdict().equals(verdict) ? old : latest);
        if (result.equals(next)) {
            listeners.forEach(listener -> listener.accept(resource));
        }
    }

    /** Forgets a resource that is deleted. */
    public void forget(ResourceRef resource) {
        posted.remove(resource);
    }

    /** Returns what was last said of a resource. */
    public Optional<Verdict> verdict(ResourceRef resource) {
        return posted(resource).map(Posted::verdict);
    }

    /** Calls the listener with every resource of which something new is said, in the publisher's thread. */
    public void listen(Consumer<ResourceRef> listener) {
        listeners.add(listener);
    }

    Optional<Posted> posted(ResourceRef resource) {
        return Optional.ofNullable(posted.get(resource));
    }
}
