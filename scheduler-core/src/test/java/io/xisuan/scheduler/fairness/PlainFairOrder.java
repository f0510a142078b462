package io.xisuan.scheduler.fairness;

import io.xisuan.model.TenantId;
import io.xisuan.scheduler.demand.DeviceType;
import io.xisuan.scheduler.demand.JobRequest;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/** The order of fair shares by lists: at every pick every share is added up anew from what is held, used and charged. */
final class PlainFairOrder {
    private final Fairness fairness;
    private final DeviceTotals totals;
    private final long nowMillis;
    private final List<JobRequest> left;
    private final List<Charge> charges = new ArrayList<>();

    private record Charge(TenantId tenant, DeviceType type, long milli) {}

    private PlainFairOrder(List<JobRequest> waiting, Fairness fairness, long nowMillis) {
        this.left = new ArrayList<>(waiting);
        this.fairness = fairness;
        this.totals = fairness.usage().totals();
        this.nowMillis = nowMillis;
        for (TenantId tenant : fairness.usage().byTenant().keySet()) {
            for (DeviceType type : totals.types()) {
                charges.add(new Charge(tenant, type, fairness.usage().milli(tenant, type)));
            }
        }
    }

    static List<JobRequest> order(List<JobRequest> waiting, Fairness fairness, long nowMillis) {
        PlainFairOrder order = new PlainFairOrder(waiting, fairness, nowMillis);
        List<JobRequest> result = new ArrayList<>();
        while (!order.left.isEmpty()) {
            result.add(order.next());
        }
        return result;
    }

    private JobRequest next() {
        long most = left.stream().mapToLong(this::priority).max().orElseThrow();
        List<JobRequest> now =
                left.stream().filter(job -> priority(job) == most).toList();
        TreeSet<TenantId> tenants = new TreeSet<>();
        now.forEach(job -> tenants.add(job.tenant()));
        TenantId turn = turn(Optional.empty(), tenants);
        JobRequest first = now.stream()
                .filter(job -> job.tenant().equals(turn))
                .min(Comparator.comparingLong(JobRequest::submittedMillis).thenComparing(JobRequest::id))
                .orElseThrow();
        left.remove(first);
        DeviceType type = totals.charged(first);
        charges.add(new Charge(turn, type, totals.milli(first.gang(), type)));
        return first;
    }

    private long priority(JobRequest job) {
        return fairness.effectivePriority(job.priority(), job.submittedMillis(), nowMillis);
    }

    /** A child of a group: a queue with all below it, or the own jobs of one tenant. */
    private record Child(TenantId id, boolean own) {}

    /** Returns the tenant whose turn it is among those that have jobs below the group. */
    private TenantId turn(Optional<TenantId> group, SortedSet<TenantId> tenants) {
        List<Child> children = new ArrayList<>();
        for (TenantId tenant : tenants) {
            child(group, tenant).filter(child -> !children.contains(child)).ifPresent(children::add);
        }
        Child best = children.getFirst();
        for (Child other : children) {
            int byShare = Long.compare(parts(other) * weight(best), parts(best) * weight(other));
            if (byShare < 0 || (byShare == 0 && other.id().compareTo(best.id()) < 0)) {
                best = other;
            }
        }
        return best.own() ? best.id() : turn(Optional.of(best.id()), tenants);
    }

    /** Returns the child of the group on the way to the tenant, if the way leads through the group. */
    private Optional<Child> child(Optional<TenantId> group, TenantId tenant) {
        List<TenantId> path =
                fairness.tree().path(tenant).stream().map(Queue::id).toList();
        int at = group.map(path::indexOf).orElse(path.size());
        if (at < 0) {
            return Optional.empty();
        }
        if (at == 0 || (at == 1 && !isGroup(tenant))) {
            return Optional.of(new Child(tenant, true));
        }
        return Optional.of(new Child(path.get(at - 1), false));
    }

    private boolean isGroup(TenantId id) {
        return fairness.tree().queues().stream()
                .anyMatch(queue -> queue.parent().equals(Optional.of(id)));
    }

    private long weight(Child child) {
        return child.own() && isGroup(child.id())
                ? 1
                : fairness.tree().queue(child.id()).weight();
    }

    private long parts(Child child) {
        TreeMap<DeviceType, Long> held = new TreeMap<>();
        TreeSet<TenantId> known = new TreeSet<>();
        for (Charge charge : charges) {
            if (covers(child, charge.tenant())) {
                held.merge(charge.type(), charge.milli(), Long::sum);
            }
            known.add(charge.tenant());
        }
        fairness.past().tenants().forEach(known::add);
        long past = known.stream()
                .filter(tenant -> covers(child, tenant))
                .mapToLong(tenant -> ShareTree.pastParts(fairness.past(), totals, tenant, nowMillis))
                .sum();
        long dominant = held.entrySet().stream()
                .mapToLong(entry -> ShareTree.partsOf(entry.getValue(), totals.milli(entry.getKey())))
                .max()
                .orElse(0);
        return Math.min(ShareTree.MAX_PARTS, dominant + Math.min(ShareTree.MAX_PARTS, past));
    }

    private boolean covers(Child child, TenantId tenant) {
        return child.own()
                ? tenant.equals(child.id())
                : fairness.tree().path(tenant).stream()
                        .anyMatch(queue -> queue.id().equals(child.id()));
    }
}
