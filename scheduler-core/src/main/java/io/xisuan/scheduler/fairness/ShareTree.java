package io.xisuan.scheduler.fairness;

import io.xisuan.model.TenantId;
import io.xisuan.scheduler.demand.JobRequest;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * The shares of all queues while jobs are ordered, and below each group a heap of its children that still have jobs.
 *
 * <p>Nodes are numbered: the root, the queues of the tree by id, then tenants without a queue and the own jobs of tenants that are
 * groups too. Whoever is charged is at the top of its group's heap, so a charge moves it down and nothing else.
 */
final class ShareTree {
    /** A whole cluster, or a half-life's use of one, in parts. */
    static final long WHOLE_PARTS = 1_000_000_000L;

    /** Larger shares compare as equal; times the largest weight it still is a long. */
    static final long MAX_PARTS = 9_000_000_000_000L;

    private static final int ROOT = 0;

    private final DeviceTotals totals;
    private final List<TenantId> ids = new ArrayList<>();
    private final int[] parents;
    private final int[] weights;
    private final long[] past;
    /** What a node holds and was charged, by node, then type. */
    private final long[][] held;

    private final long[] parts;
    private final int[][] heaps;
    private final int[] sizes;
    /** Looked up only; never walked. */
    private final Map<TenantId, Integer> leaves = new HashMap<>();

    private ShareTree(QueueTree tree, SortedSet<TenantId> tenants, DeviceTotals totals) {
        this.totals = totals;
        List<Queue> queues = tree.queues();
        boolean[] isGroup = new boolean[queues.size() + 1];
        for (int queue = 0; queue < queues.size(); queue++) {
            isGroup[tree.parent(queue) + 1] = true;
        }
        int most = 1 + queues.size() + tenants.size();
        this.parents = new int[most];
        this.weights = new int[most];
        Arrays.fill(weights, 1);
        ids.add(new TenantId("root"));
        for (int queue = 0; queue < queues.size(); queue++) {
            ids.add(queues.get(queue).id());
            weights[queue + 1] = queues.get(queue).weight();
            parents[queue + 1] = tree.parent(queue) + 1;
        }
        for (TenantId tenant : tenants) {
            int node = tree.indexOf(tenant) + 1;
            if (node == ROOT || isGroup[node]) {
                parents[ids.size()] = node;
                node = ids.size();
                ids.add(tenant);
            }
            leaves.put(tenant, node);
        }
        this.held = new long[ids.size()][totals.types().size()];
        this.past = new long[ids.size()];
        this.parts = new long[ids.size()];
        this.heaps = heaps();
        this.sizes = new int[ids.size()];
    }

    /** Returns the shares before anything is charged, of all tenants that wait, hold or used anything. */
    static ShareTree of(List<JobRequest> waiting, Fairness fairness, long nowMillis) {
        Set<TenantId> known = new HashSet<>(fairness.usage().byTenant().keySet());
        waiting.forEach(job -> known.add(job.tenant()));
        fairness.past().tenants().forEach(known::add);
        TreeSet<TenantId> tenants = new TreeSet<>(known);
        ShareTree shares =
                new ShareTree(fairness.tree(), tenants, fairness.usage().totals());
        for (TenantId tenant : tenants) {
            shares.begin(tenant, fairness, nowMillis);
        }
        for (int node = 0; node < shares.size(); node++) {
            shares.parts[node] = shares.partsOf(node);
        }
        return shares;
    }

    private int[][] heaps() {
        int[] children = new int[ids.size()];
        for (int node = 1; node < children.length; node++) {
            children[parents[node]]++;
        }
        return Arrays.stream(children).mapToObj(int[]::new).toArray(int[][]::new);
    }

    private void begin(TenantId tenant, Fairness fairness, long nowMillis) {
        long[] byType = fairness.usage().byType(tenant);
        long used = pastParts(fairness.past(), totals, tenant, nowMillis);
        for (int node = leaf(tenant); ; node = parents[node]) {
            past[node] = Math.min(MAX_PARTS, past[node] + used);
            for (int type = 0; type < byType.length; type++) {
                held[node][type] += byType[type];
            }
            if (node == ROOT) {
                return;
            }
        }
    }

    /** Returns a tenant's past use as a part of what the whole cluster gives in one half-life. */
    static long pastParts(PastUse past, DeviceTotals totals, TenantId tenant, long nowMillis) {
        long used = past.milliMillis(tenant, nowMillis);
        if (used == 0 || totals.milli() == 0) {
            return 0;
        }
        return BigInteger.valueOf(used)
                .multiply(BigInteger.valueOf(WHOLE_PARTS))
                .divide(BigInteger.valueOf(totals.milli()).multiply(BigInteger.valueOf(past.halfLifeMillis())))
                .min(BigInteger.valueOf(MAX_PARTS))
                .longValueExact();
    }

    /** Returns an amount of a type as a part of all devices of the type, rounded down. */
    static long partsOf(long milli, long totalMilli) {
        if (totalMilli == 0 || milli <= 0) {
            return 0;
        }
        long whole = milli / totalMilli;
        return whole >= MAX_PARTS / WHOLE_PARTS
                ? MAX_PARTS
                : whole * WHOLE_PARTS + milli % totalMilli * WHOLE_PARTS / totalMilli;
    }

    private long partsOf(int node) {
        long dominant = 0;
        for (int type = 0; type < held[node].length; type++) {
            dominant = Math.max(dominant, partsOf(held[node][type], totals.milliAt(type)));
        }
        return Math.min(MAX_PARTS, dominant + past[node]);
    }

    int size() {
        return ids.size();
    }

    int leaf(TenantId tenant) {
        return leaves.getOrDefault(tenant, ROOT);
    }

    boolean isEmpty() {
        return sizes[ROOT] == 0;
    }

    /** Lets a tenant's node take part; it must not do so already. */
    void enter(int leaf) {
        int node = leaf;
        while (node != ROOT) {
            int group = parents[node];
            push(group, node);
            if (sizes[group] > 1) {
                return;
            }
            node = group;
        }
    }

    /** Returns the tenant's node that the way of least shares leads to. */
    int least() {
        int node = ROOT;
        while (sizes[node] > 0) {
            node = heaps[node][0];
        }
        return node;
    }

    /**
     * Charges the node that {@link #least} gave and all groups above it.
     *
     * @param stays whether the tenant has more jobs of this priority
     */
    void charge(int leaf, int type, long milli, boolean stays) {
        boolean remains = stays;
        for (int node = leaf; node != ROOT; node = parents[node]) {
            if (type != DeviceTotals.ABSENT) {
                held[node][type] += milli;
                parts[node] = partsOf(node);
            }
            int group = parents[node];
            if (!remains) {
                heaps[group][0] = heaps[group][--sizes[group]];
            }
            sink(group);
            remains = sizes[group] > 0;
        }
    }

    private void push(int group, int node) {
        int[] heap = heaps[group];
        int at = sizes[group]++;
        while (at > 0 && isBefore(node, heap[(at - 1) / 2])) {
            heap[at] = heap[(at - 1) / 2];
            at = (at - 1) / 2;
        }
        heap[at] = node;
    }

    private void sink(int group) {
        int[] heap = heaps[group];
        int size = sizes[group];
        if (size < 2) {
            return;
        }
        int node = heap[0];
        int at = 0;
        while (2 * at + 1 < size) {
            int child = 2 * at + 1;
            if (child + 1 < size && isBefore(heap[child + 1], heap[child])) {
                child++;
            }
            if (!isBefore(heap[child], node)) {
                break;
            }
            heap[at] = heap[child];
            at = child;
        }
        heap[at] = node;
    }

    private boolean isBefore(int first, int second) {
        int byShare = Long.compare(parts[first] * weights[second], parts[second] * weights[first]);
        return byShare != 0 ? byShare < 0 : ids.get(first).compareTo(ids.get(second)) < 0;
    }
}
