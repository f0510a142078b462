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
    /** A verdict and since when one of its kind holds, in milliseconds since 1970: a job that waits may wait for ever new reasons. */
    record Posted(Verdict verdict, long sinceMillis) {}

    private final InstantSource clock;
    private final Map<ResourceRef, Posted> posted = new ConcurrentHashMap<>();
    private final CopyOnWriteArrayList<Consumer<ResourceRef>> listeners = new CopyOnWriteArrayList<>();

    public StatusBoard(InstantSource clock) {
        this.clock = clock;
    }

    /** Says what holds of a resource from now on; saying the same again does nothing. */
    public void publish(ResourceRef resource, Verdict verdict) {
        if (replaces(resource, verdict)) {
            listeners.forEach(listener -> listener.accept(resource));
        }
    }

    private synchronized boolean replaces(ResourceRef resource, Verdict verdict) {
        Optional<Posted> old = posted(resource);
        if (old.isPresent() && old.get().verdict().equals(verdict)) {
            return false;
        }
        long since = old.filter(former -> former.verdict().kind().equals(verdict.kind()))
                .map(Posted::sinceMillis)
                .orElseGet(clock::millis);
        posted.put(resource, new Posted(verdict, since));
        return true;
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
