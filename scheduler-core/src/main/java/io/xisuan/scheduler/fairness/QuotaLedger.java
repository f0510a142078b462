package io.xisuan.scheduler.fairness;

import io.xisuan.model.TenantId;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What each queue holds in the course of a cycle, groups with all below them, against its limit and its guarantee.
 *
 * <p>Mutable; amounts are thousandths of devices of all types together. A tenant without a queue has no limit and no guarantee.
 */
public final class QuotaLedger {
    private final QueueTree tree;
    private final long[] held;
    /** Of what is held, what jobs hold that were told to stop for others. */
    private final long[] leaving;
    /** Queues whose limit a job waits for: nobody behind it takes what comes free. */
    private final boolean[] spokenFor;
    /** What tenants without a queue hold; looked up only, never walked. */
    private final Map<TenantId, Long> heldWithoutQueue = new HashMap<>();

    /** Returns the ledger of what is held when the cycle begins. */
    public QuotaLedger(QueueTree tree, Usage usage) {
        this.tree = tree;
        this.held = new long[tree.queues().size()];
        this.leaving = new long[held.length];
        this.spokenFor = new boolean[held.length];
        usage.byTenant().keySet().forEach(tenant -> hold(tenant, usage.milli(tenant)));
    }

    /**
     * Returns why a tenant may not hold so much more, or empty when it may. Of several queues that are short, one that the
     * demand can never fit comes first, then the one closest to the tenant.
     */
    public Optional<QuotaShort> check(TenantId tenant, long demandMilli) {
        Optional<QuotaShort> first = Optional.empty();
        for (int at = tree.indexOf(tenant); at != QueueTree.ROOT; at = tree.parent(at)) {
            Queue queue = tree.queues().get(at);
            long limit = queue.limitMilli().orElse(Long.MAX_VALUE);
            boolean isShort = held[at] + demandMilli > limit;
            if (demandMilli > 0 && (isShort || spokenFor[at])) {
                boolean isGroup = !queue.id().equals(tenant);
                QuotaShort found = new QuotaShort(queue.id(), held[at], demandMilli, limit, isGroup, !isShort);
                if (demandMilli > limit) {
                    return Optional.of(found);
                }
                first = first.or(() -> Optional.of(found));
            }
        }
        return first;
    }

    /** Returns how much more a tenant may hold; {@link Long#MAX_VALUE} when nothing limits it. */
    public long roomMilli(TenantId tenant) {
        long room = Long.MAX_VALUE;
        for (int at = tree.indexOf(tenant); at != QueueTree.ROOT; at = tree.parent(at)) {
            long limit = tree.queues().get(at).limitMilli().orElse(Long.MAX_VALUE);
            room = Math.min(room, limit == Long.MAX_VALUE ? limit : limit - held[at]);
        }
        return room;
    }

    /** Keeps what comes free of a queue's limit for a job that waits for it: who comes later takes none of it in this cycle. */
    public void speakFor(QuotaShort waiting) {
        spokenFor[tree.indexOf(waiting.queue())] = true;
    }

    /** Notes that a tenant will soon hold so much less, because a job of it was told to stop. */
    public void leave(TenantId tenant, long milli) {
        for (int at = tree.indexOf(tenant); at != QueueTree.ROOT; at = tree.parent(at)) {
            leaving[at] += milli;
        }
    }

    /** Adds to what a tenant and the groups above it hold. */
    public void hold(TenantId tenant, long milli) {
        int leaf = tree.indexOf(tenant);
        if (leaf == QueueTree.ROOT) {
            heldWithoutQueue.merge(tenant, milli, Long::sum);
        }
        for (int at = leaf; at != QueueTree.ROOT; at = tree.parent(at)) {
            held[at] += milli;
        }
    }

    /** Takes off what a tenant and the groups above it hold. */
    public void release(TenantId tenant, long milli) {
        hold(tenant, -milli);
    }

    /** Returns what a queue holds, with all queues below it. */
    public long heldMilli(TenantId queue) {
        int at = tree.indexOf(queue);
        return at == QueueTree.ROOT ? heldWithoutQueue.getOrDefault(queue, 0L) : held[at];
    }

    /** Says whether the tenant, or a group that it belongs to, is guaranteed anything. */
    public boolean hasGuarantee(TenantId tenant) {
        for (int at = tree.indexOf(tenant); at != QueueTree.ROOT; at = tree.parent(at)) {
            if (tree.queues().get(at).guaranteedMilli() > 0) {
                return true;
            }
        }
        return false;
    }

    /** Says whether the tenant's queue holds no more than it is guaranteed when it holds so much more. */
    public boolean isWithinGuarantee(TenantId tenant, long demandMilli) {
        int at = tree.indexOf(tenant);
        return at != QueueTree.ROOT && isWithin(at, demandMilli);
    }

    /** Says whether the tenant's queue holds more than it is guaranteed. */
    public boolean isBorrowing(TenantId tenant) {
        return heldMilli(tenant) > tree.queue(tenant).guaranteedMilli();
    }

    /**
     * Says whether a tenant takes back what it is guaranteed when it takes so much more and another gives up so much: below
     * the group that both share, a queue of the claimant stays within its guarantee, and every queue of the victim is above
     * its own and does not fall below it.
     */
    public boolean isReclaim(TenantId claimant, long demandMilli, TenantId victim, long freedMilli) {
        int shared = sharedGroup(claimant, victim);
        if (claimant.equals(victim) || (shared == tree.indexOf(victim) && shared != QueueTree.ROOT)) {
            return false;
        }
        for (int at = tree.indexOf(victim); at != shared; at = tree.parent(at)) {
            long guaranteed = tree.queues().get(at).guaranteedMilli();
            long stays = held[at] - leaving[at];
            if (stays <= guaranteed || stays - freedMilli < guaranteed) {
                return false;
            }
        }
        for (int at = tree.indexOf(claimant); at != shared; at = tree.parent(at)) {
            if (isWithin(at, demandMilli)) {
                return true;
            }
        }
        return false;
    }

    private int sharedGroup(TenantId first, TenantId second) {
        for (int a = tree.indexOf(first); a != QueueTree.ROOT; a = tree.parent(a)) {
            for (int b = tree.indexOf(second); b != QueueTree.ROOT; b = tree.parent(b)) {
                if (a == b) {
                    return a;
                }
            }
        }
        return QueueTree.ROOT;
    }

    private boolean isWithin(int at, long demandMilli) {
        return held[at] - leaving[at] + demandMilli <= tree.queues().get(at).guaranteedMilli();
    }
}
