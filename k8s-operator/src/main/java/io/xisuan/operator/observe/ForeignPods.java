package io.xisuan.operator.observe;

import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.client.informers.cache.ItemStore;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Pods of others that have not ended, as an informer's store: of each only what informers need (key and resource version), its
 * node and what it holds; and the sums by node. A pod that comes again under the same name has another version, so its uid says
 * nothing more.
 */
final class ForeignPods implements ItemStore<NarrowPod> {
    /** Where a pod without a node is counted that waits for one. */
    private static final String NOWHERE = "";

    /** Where a pod is counted that asks for nothing yet: it is gated. */
    private static final String NOT_COUNTED = "-";

    /** What a pod holds; the many pods that hold alike share one. */
    private record Holding(SortedMap<String, Long> devices, long cpuMillis, long memoryMib) {}

    private record Entry(long version, String node, Holding holding) {}

    private static final class Sum {
        private int pods;
        private long cpuMillis;
        private long memoryMib;
        private final TreeMap<String, Long> devices = new TreeMap<>();
        private Optional<ForeignLoad> last = Optional.empty();

        void add(Holding holding, int sign) {
            last = Optional.empty();
            pods += sign;
            cpuMillis += sign * holding.cpuMillis();
            memoryMib += sign * holding.memoryMib();
            holding.devices().forEach((resource, count) -> devices.merge(resource, sign * count, Long::sum));
            devices.values().removeIf(count -> count == 0);
        }

        /** Returns the sum; the same object as before when nothing was added since. */
        ForeignLoad load() {
            ForeignLoad known = last.orElseGet(
                    () -> pods == 0 ? ForeignLoad.NONE : new ForeignLoad(pods, devices, cpuMillis, memoryMib));
            last = Optional.of(known);
            return known;
        }
    }

    private final Changes changes;
    /** Looked up and copied as a whole only; never walked for a result that has an order. */
    private final Map<String, Entry> byKey = new HashMap<>();

    /** Pods with our label that we did not make, from the other watch. */
    private final Map<String, Entry> strays = new HashMap<>();

    private final Map<Holding, Holding> holdings = new HashMap<>();
    private final Map<String, String> nodes = new HashMap<>();
    private final Map<String, Sum> sums = new HashMap<>();

    /** Pods that wait for devices; few, and told one by one. */
    private final TreeMap<String, ForeignWish> wishes = new TreeMap<>();

    ForeignPods(Changes changes) {
        this.changes = changes;
    }

    @Override
    public String getKey(NarrowPod pod) {
        return NarrowObject.key(pod);
    }

    @Override
    public synchronized @Nullable NarrowPod put(String key, NarrowPod pod) {
        Entry next = entry(pod);
        Entry before = byKey.put(key, next);
        boolean wishes = wishChanges(key, ForeignWish.of(pod, next.holding().devices()));
        boolean same = before != null
                && before.node().equals(next.node())
                && before.holding().equals(next.holding());
        if (!same) {
            if (before != null) {
                count(before, -1);
            }
            count(next, 1);
        }
        if (wishes || !same) {
            changes.happened();
        }
        return before == null ? null : restored(key, before);
    }

    @Override
    public synchronized @Nullable NarrowPod remove(String key) {
        Entry before = byKey.remove(key);
        if (before == null) {
            return null;
        }
        wishes.remove(key);
        count(before, -1);
        changes.happened();
        return restored(key, before);
    }

    /** Keeps what a pod waits for, and says whether that is new. */
    private boolean wishChanges(String key, Optional<ForeignWish> next) {
        Optional<ForeignWish> before =
                Optional.ofNullable(next.isPresent() ? wishes.put(key, next.get()) : wishes.remove(key));
        return !before.equals(next);
    }

    /** Returns the pods that wait for devices, by namespace and name. */
    synchronized List<ForeignWish> wishes() {
        return List.copyOf(wishes.values());
    }

    /** Counts a pod that has our label and is not ours, in place of what was known of it. */
    synchronized void stray(String key, NarrowPod pod) {
        forget(key);
        if (!PodReading.phase(pod.getStatus()).terminal()) {
            Entry entry = entry(pod);
            strays.put(key, entry);
            count(entry, 1);
        }
    }

    /** Counts a pod that has our label no longer. */
    synchronized void forget(String key) {
        Entry before = strays.remove(key);
        if (before != null) {
            count(before, -1);
        }
    }

    private void count(Entry entry, int sign) {
        Sum sum = sums.computeIfAbsent(entry.node(), node -> new Sum());
        sum.add(entry.holding(), sign);
        if (sum.pods == 0) {
            sums.remove(entry.node());
        }
    }

    private Entry entry(NarrowPod pod) {
        return new Entry(version(pod), shared(nodes, place(pod)), shared(holdings, holding(pod)));
    }

    /** Versions are whole numbers; of any other only a digest is kept, and its pod counts as changed when it is listed again. */
    private static long version(NarrowPod pod) {
        String text = pod.getMetadata().getResourceVersion();
        try {
            return Long.parseLong(text);
        } catch (NumberFormatException e) {
            return -1L - Integer.toUnsignedLong(text.hashCode());
        }
    }

    private static String place(NarrowPod pod) {
        String bound = pod.getSpec().nodeName();
        String nominated = pod.getStatus().nominatedNodeName();
        if (bound != null && !bound.isEmpty()) {
            return bound;
        }
        if (nominated != null && !nominated.isEmpty()) {
            return nominated;
        }
        return pod.getSpec().schedulingGates().isEmpty() ? NOWHERE : NOT_COUNTED;
    }

    private static Holding holding(NarrowPod pod) {
        SortedMap<String, Long> asked = PodRequests.of(pod.getSpec());
        TreeMap<String, Long> devices = new TreeMap<>(asked);
        devices.keySet().removeIf(resource -> !resource.contains("/"));
        return new Holding(devices, asked.getOrDefault(Quantities.CPU, 0L), asked.getOrDefault(Quantities.MEMORY, 0L));
    }

    private static <T> T shared(Map<T, T> known, T value) {
        T before = known.putIfAbsent(value, value);
        return before == null ? value : before;
    }

    /** Informers compare what they held with what comes; key and resource version suffice. */
    private static NarrowPod restored(String key, Entry entry) {
        int slash = key.indexOf('/');
        NarrowPod pod = new NarrowPod();
        pod.setMetadata(new ObjectMetaBuilder()
                .withNamespace(key.substring(0, Math.max(0, slash)))
                .withName(key.substring(slash + 1))
                .withResourceVersion(Long.toString(entry.version()))
                .build());
        return pod;
    }

    /** Returns what others hold of a node. */
    synchronized ForeignLoad of(String node) {
        Sum sum = sums.get(node);
        return sum == null ? ForeignLoad.NONE : sum.load();
    }

    /** Returns what others ask for that wait for a node. */
    synchronized ForeignLoad waiting() {
        return of(NOWHERE);
    }

    @Override
    public boolean isFullState() {
        return false;
    }

    @Override
    public synchronized Stream<String> keySet() {
        return List.copyOf(byKey.keySet()).stream();
    }

    @Override
    public synchronized Stream<NarrowPod> values() {
        return byKey.entrySet().stream().map(entry -> restored(entry.getKey(), entry.getValue())).toList().stream();
    }

    @Override
    public synchronized int size() {
        return byKey.size();
    }

    @Override
    public synchronized @Nullable NarrowPod get(String key) {
        Entry entry = byKey.get(key);
        return entry == null ? null : restored(key, entry);
    }
}
