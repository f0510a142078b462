package io.xisuan.scheduler.fairness;

import io.xisuan.model.InputException;
import io.xisuan.model.TenantId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;

/**
 * All queues as one tree under a root that has no limit.
 *
 * <p>A tenant without a queue is one of its own directly under the root: nothing guaranteed, no limit, weight 1.
 */
public final class QueueTree {
    /** No queue, only tenants. */
    public static final QueueTree FLAT = of(List.of());

    /** The index that stands for the root. */
    static final int ROOT = -1;

    private final List<Queue> queues;
    /** Looked up only; never walked. */
    private final Map<TenantId, Integer> index = new HashMap<>();

    private final int[] parents;

    private QueueTree(List<Queue> sorted) {
        this.queues = sorted;
        this.parents = new int[sorted.size()];
        for (int i = 0; i < parents.length; i++) {
            index.put(sorted.get(i).id(), i);
        }
        for (int i = 0; i < parents.length; i++) {
            parents[i] = sorted.get(i).parent().map(this::indexOf).orElse(ROOT);
        }
    }

    /**
     * Returns the tree of these queues, given in any order.
     *
     * @throws InputException when they contradict one another: an id twice, a parent that is missing, a queue below itself,
     *     children that are guaranteed more than their group, a limit above the group's
     */
    public static QueueTree of(List<Queue> queues) {
        TreeMap<TenantId, Queue> byId = new TreeMap<>();
        for (Queue queue : queues) {
            if (byId.put(queue.id(), queue) != null) {
                throw InputException.of("Queue %s is given twice: keep one".formatted(queue.id()));
            }
        }
        byId.values().forEach(queue -> checkParents(queue, byId));
        byId.values().forEach(queue -> checkLimit(queue, byId));
        checkGuarantees(byId);
        return new QueueTree(List.copyOf(byId.values()));
    }

    private static void checkParents(Queue queue, NavigableMap<TenantId, Queue> byId) {
        Optional<TenantId> parent = queue.parent();
        TenantId child = queue.id();
        for (int steps = 0; parent.isPresent(); steps++) {
            Queue group = byId.get(parent.get());
            if (group == null) {
                throw InputException.of("Queue %s belongs to %s, which is not given: add %s or name another parent"
                        .formatted(child, parent.get(), parent.get()));
            }
            if (group.id().equals(queue.id()) || steps > byId.size()) {
                throw InputException.of("Queue %s is below itself, through %s: give one of them another parent"
                        .formatted(queue.id(), child));
            }
            child = group.id();
            parent = group.parent();
        }
    }

    private static void checkLimit(Queue queue, NavigableMap<TenantId, Queue> byId) {
        queue.parent().map(byId::get).ifPresent(group -> {
            if (group.limitMilli().isPresent()
                    && queue.limitMilli().isPresent()
                    && queue.limitMilli().getAsLong() > group.limitMilli().getAsLong()) {
                throw InputException.of(
                        "Queue %s may hold %s devices but its group %s only %s: lower the one or raise the other"
                                .formatted(
                                        queue.id(),
                                        Queue.devices(queue.limitMilli().getAsLong()),
                                        group.id(),
                                        Queue.devices(group.limitMilli().getAsLong())));
            }
        });
    }

    private static void checkGuarantees(NavigableMap<TenantId, Queue> byId) {
        TreeMap<TenantId, Long> sums = new TreeMap<>();
        for (Queue queue : byId.values()) {
            queue.parent().ifPresent(parent -> sums.merge(parent, queue.guaranteedMilli(), Math::addExact));
        }
        for (Map.Entry<TenantId, Long> sum : sums.entrySet()) {
            Queue group = byId.get(sum.getKey());
            if (group != null && sum.getValue() > group.guaranteedMilli()) {
                throw InputException.of(
                        "The queues of group %s are guaranteed %s devices together but the group only %s: raise the group's guarantee or lower theirs"
                                .formatted(
                                        group.id(),
                                        Queue.devices(sum.getValue()),
                                        Queue.devices(group.guaranteedMilli())));
            }
        }
    }

    /** Returns all queues in the order of their ids. */
    public List<Queue> queues() {
        return queues;
    }

    /** Returns the tenant's queue; one of its own directly under the root when none is given. */
    public Queue queue(TenantId tenant) {
        int at = indexOf(tenant);
        return at == ROOT ? Queue.of(tenant) : queues.get(at);
    }

    /** Returns the tenant's queue and the groups above it, the root left out. */
    public List<Queue> path(TenantId tenant) {
        List<Queue> path = new ArrayList<>();
        path.add(queue(tenant));
        for (int at = indexOf(tenant); at != ROOT && parents[at] != ROOT; at = parents[at]) {
            path.add(queues.get(parents[at]));
        }
        return Collections.unmodifiableList(path);
    }

    /** Returns the index of a tenant's queue in {@link #queues}, or {@link #ROOT} when it has none. */
    int indexOf(TenantId tenant) {
        return index.getOrDefault(tenant, ROOT);
    }

    /** Returns the index of the group of the queue with this index. */
    int parent(int queue) {
        return parents[queue];
    }
}
