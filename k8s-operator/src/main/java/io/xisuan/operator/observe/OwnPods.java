package io.xisuan.operator.observe;

import io.fabric8.kubernetes.client.informers.cache.ItemStore;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Our own pods of all phases, as an informer's store; what goes without a terminal phase is kept until it is acknowledged. */
final class OwnPods implements ItemStore<NarrowPod> {
    private record Entry(NarrowPod object, @Nullable ObservedPod pod, String problem) {}

    private final Changes changes;
    private final ForeignPods foreign;
    private final int maxGone;
    private final TreeMap<String, Entry> byKey = new TreeMap<>();
    /** What is read of them, in the order in which they are told. */
    private final TreeSet<ObservedPod> ordered = new TreeSet<>(ObservedPod.ORDER);

    private final Deque<ObservedPod> gone = new ArrayDeque<>();

    OwnPods(Changes changes, ForeignPods foreign, int maxGone) {
        this.changes = changes;
        this.foreign = foreign;
        this.maxGone = maxGone;
    }

    @Override
    public String getKey(NarrowPod pod) {
        return NarrowObject.key(pod);
    }

    @Override
    public synchronized @Nullable NarrowPod put(String key, NarrowPod pod) {
        Entry next = read(pod);
        Entry before = byKey.put(key, next);
        if (before != null && before.pod() != null) {
            ordered.remove(before.pod());
        }
        if (next.pod() != null) {
            ordered.add(next.pod());
        }
        if (before != null
                && !before.object()
                        .getMetadata()
                        .getUid()
                        .equals(pod.getMetadata().getUid())) {
            leave(before);
        }
        if (next.pod() == null) {
            foreign.stray(key, pod);
        } else {
            foreign.forget(key);
        }
        if (before == null || next.pod() == null || !Objects.equals(before.pod(), next.pod())) {
            changes.happened();
        }
        return before == null ? null : before.object();
    }

    @Override
    public synchronized @Nullable NarrowPod remove(String key) {
        Entry before = byKey.remove(key);
        if (before == null) {
            return null;
        }
        if (before.pod() != null) {
            ordered.remove(before.pod());
        }
        leave(before);
        foreign.forget(key);
        changes.happened();
        return before.object();
    }

    private static Entry read(NarrowPod pod) {
        // Of the object only what informers need is kept beside what was read of it.
        NarrowPod outline = new NarrowPod();
        outline.setMetadata(NarrowObject.outline(pod));
        try {
            return new Entry(outline, PodReading.read(pod), "");
        } catch (IllegalArgumentException | ArithmeticException e) {
            return new Entry(outline, null, String.valueOf(e.getMessage()));
        }
    }

    private void leave(Entry entry) {
        if (entry.pod() != null && !entry.pod().phase().terminal()) {
            gone.addLast(entry.pod());
            if (gone.size() > maxGone) {
                gone.removeFirst();
            }
        }
    }

    synchronized void acknowledge(Set<String> uids) {
        if (gone.removeIf(pod -> uids.contains(pod.uid()))) {
            changes.happened();
        }
    }

    synchronized List<ObservedPod> pods() {
        return List.copyOf(ordered);
    }

    @Override
    public boolean isFullState() {
        return false;
    }

    synchronized List<ObservedPod> gone() {
        return gone.stream().sorted(ObservedPod.ORDER).toList();
    }

    /** Returns the uids of all that are there, and of those that went unacknowledged: their claims go a moment later. */
    synchronized Set<String> uids() {
        return Stream.concat(ordered.stream(), gone.stream())
                .map(ObservedPod::uid)
                .collect(Collectors.toUnmodifiableSet());
    }

    synchronized List<UnreadablePod> unreadable() {
        return byKey.values().stream()
                .filter(entry -> entry.pod() == null)
                .map(entry -> new UnreadablePod(
                        new PodName(
                                entry.object().getMetadata().getNamespace(),
                                entry.object().getMetadata().getName(),
                                entry.object().getMetadata().getUid()),
                        entry.problem()))
                .sorted(Comparator.comparing(pod -> pod.id().toString()))
                .toList();
    }

    @Override
    public synchronized Stream<String> keySet() {
        return List.copyOf(byKey.keySet()).stream();
    }

    @Override
    public synchronized Stream<NarrowPod> values() {
        return byKey.values().stream().map(Entry::object).toList().stream();
    }

    @Override
    public synchronized int size() {
        return byKey.size();
    }

    @Override
    public synchronized @Nullable NarrowPod get(String key) {
        Entry entry = byKey.get(key);
        return entry == null ? null : entry.object();
    }
}
