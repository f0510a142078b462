package io.xisuan.scheduler.twin;

import io.xisuan.model.TenantId;
import io.xisuan.scheduler.cluster.NodeShape;
import io.xisuan.scheduler.cluster.RunningJob;
import io.xisuan.scheduler.demand.Accelerators;
import io.xisuan.scheduler.demand.DeviceType;
import io.xisuan.scheduler.demand.Gang;
import io.xisuan.scheduler.demand.JobRequest;
import io.xisuan.scheduler.demand.MigProfile;
import io.xisuan.scheduler.demand.Role;
import io.xisuan.scheduler.demand.Variant;
import io.xisuan.scheduler.fairness.Queue;
import io.xisuan.scheduler.plan.Refusal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;

/** Who holds how much, who is next, and who may have no more. */
final class PlainShares {
    private static final long PARTS = 1_000_000_000L;

    private final List<NodeShape> nodes;
    private final List<Queue> queues;
    private final List<Holding> holdings = new ArrayList<>();
    private final List<Holding> leaving = new ArrayList<>();
    private final List<Queue> spokenFor = new ArrayList<>();

    private record Holding(TenantId tenant, DeviceType type, long milli) {}

    PlainShares(List<NodeShape> nodes, List<Queue> queues, List<RunningJob> running) {
        this.nodes = nodes;
        this.queues = queues;
        running.forEach(job -> hold(
                job.request().tenant(),
                job.allocation().type(),
                job.allocation().gang()));
    }

    void hold(TenantId tenant, DeviceType type, Gang gang) {
        holdings.add(new Holding(tenant, type, milli(gang, type)));
    }

    void release(TenantId tenant, DeviceType type, Gang gang) {
        holdings.add(new Holding(tenant, type, -milli(gang, type)));
    }

    private long total(DeviceType type) {
        return nodes.stream()
                .filter(node -> node.type().equals(type))
                .mapToLong(node -> node.devices() * 1000L)
                .sum();
    }

    /** Returns what a gang with its fewest workers is worth in thousandths of a device. */
    long milli(Gang gang, DeviceType type) {
        long sum = 0;
        for (Role role : gang.roles()) {
            sum += role.minWorkers()
                    * switch (role.shape().accelerators()) {
                        case Accelerators.None none -> 0L;
                        case Accelerators.Whole(int devices) -> devices * 1000L;
                        case Accelerators.Share(int milli) -> (long) milli;
                        case Accelerators.MemoryShare(int mib) -> memoryMilli(mib, type);
                        case Accelerators.Partition(MigProfile profile) -> profile.memorySlices() * 125L;
                    };
        }
        return sum;
    }

    private long memoryMilli(int mib, DeviceType type) {
        int all = nodes.stream()
                .filter(node -> node.type().equals(type) && node.capacity().deviceMemoryMib() > 0)
                .mapToInt(node -> node.capacity().deviceMemoryMib())
                .findFirst()
                .orElse(0);
        return all <= mib ? 1000 : Math.ceilDiv(mib * 1000L, all);
    }

    /** Returns the first type that the job names and some site has, else the first. */
    DeviceType charged(JobRequest job) {
        return job.variants().stream()
                .map(Variant::type)
                .filter(type -> total(type) > 0)
                .findFirst()
                .orElse(job.variants().getFirst().type());
    }

    private Optional<Queue> queue(TenantId id) {
        return queues.stream().filter(queue -> queue.id().equals(id)).findFirst();
    }

    /** Returns the tenant's queue and the groups above it; none for a tenant without a queue. */
    List<Queue> path(TenantId tenant) {
        List<Queue> path = new ArrayList<>();
        for (Optional<Queue> at = queue(tenant);
                at.isPresent();
                at = at.get().parent().flatMap(this::queue)) {
            path.add(at.get());
        }
        return path;
    }

    private boolean isBelow(TenantId tenant, Queue queue) {
        return path(tenant).contains(queue);
    }

    long held(Queue queue) {
        return holdings.stream()
                .filter(holding -> isBelow(holding.tenant(), queue))
                .mapToLong(Holding::milli)
                .sum();
    }

    /** Notes that a job will soon hold nothing. */
    void leave(RunningJob job) {
        DeviceType type = job.allocation().type();
        leaving.add(
                new Holding(job.request().tenant(), type, milli(job.allocation().gang(), type)));
    }

    /** Returns what a queue holds without those who leave for others. */
    long stays(Queue queue) {
        return held(queue)
                - leaving.stream()
                        .filter(holding -> isBelow(holding.tenant(), queue))
                        .mapToLong(Holding::milli)
                        .sum();
    }

    private static long limit(Queue queue) {
        return queue.limitMilli().orElse(Long.MAX_VALUE);
    }

    /** Returns why a tenant may not hold a gang more. */
    Optional<Refusal> refusal(JobRequest job, Gang gang, DeviceType type) {
        long demand = milli(gang, type);
        boolean never = path(job.tenant()).stream().anyMatch(queue -> demand > limit(queue));
        return never ? Optional.of(Refusal.OVER_LIMIT) : shortOf(job, demand).map(queue -> Refusal.QUOTA);
    }

    /** Returns the queue next to the tenant that may hold no more, or for whose limit somebody waits. */
    private Optional<Queue> shortOf(JobRequest job, long demand) {
        return path(job.tenant()).stream()
                .filter(queue -> demand > 0 && (spokenFor.contains(queue) || held(queue) + demand > limit(queue)))
                .findFirst();
    }

    /** Returns why a job may not start; who waits for a limit keeps those behind it from what comes free of it. */
    Optional<Refusal> refusalOf(JobRequest job) {
        Gang smallest = job.gang().smallest();
        Optional<Refusal> refusal = refusal(job, smallest, charged(job));
        if (refusal.isPresent() && !refusal.get().isNever()) {
            shortOf(job, milli(smallest, charged(job))).ifPresent(spokenFor::add);
        }
        return refusal;
    }

    /** Returns the gang with as many workers as the limits leave room for, by what a waiting job is charged. */
    Gang affordable(JobRequest job) {
        Optional<Role> elastic =
                job.gang().roles().stream().filter(Role::isElastic).findFirst();
        if (elastic.isEmpty()) {
            return job.gang();
        }
        int workers = elastic.get().maxWorkers();
        while (workers > elastic.get().minWorkers()
                && !isAffordable(job, milli(job.gang().sized(workers), charged(job)))) {
            workers--;
        }
        return job.gang().upTo(workers);
    }

    private boolean isAffordable(JobRequest job, long milli) {
        return path(job.tenant()).stream().allMatch(queue -> held(queue) + milli <= limit(queue));
    }

    /** Says whether the claimant takes back what it is guaranteed from a victim that is left with what it is guaranteed. */
    boolean isReclaim(TenantId claimant, long demand, TenantId victim, long freed) {
        List<Queue> theirs = path(victim);
        List<Queue> shared = path(claimant);
        shared.retainAll(theirs);
        List<Queue> ours = path(claimant);
        ours.removeAll(shared);
        boolean above =
                !theirs.isEmpty() && !shared.isEmpty() && theirs.getFirst().equals(shared.getFirst());
        theirs.removeAll(shared);
        return !claimant.equals(victim)
                && !above
                && theirs.stream()
                        .allMatch(queue -> stays(queue) > queue.guaranteedMilli()
                                && stays(queue) - freed >= queue.guaranteedMilli())
                && ours.stream().anyMatch(queue -> stays(queue) + demand <= queue.guaranteedMilli());
    }

    /** Returns the waiting jobs in the order of their turns. */
    List<JobRequest> order(List<JobRequest> waiting, long ageMillis, long nowMillis) {
        List<JobRequest> left = new ArrayList<>(waiting);
        List<Holding> charged = new ArrayList<>(holdings);
        List<JobRequest> order = new ArrayList<>();
        while (!left.isEmpty()) {
            long most = left.stream()
                    .mapToLong(job -> priority(job, ageMillis, nowMillis))
                    .max()
                    .orElseThrow();
            List<JobRequest> first = left.stream()
                    .filter(job -> priority(job, ageMillis, nowMillis) == most)
                    .toList();
            TenantId tenant = next(first, charged);
            JobRequest job = first.stream()
                    .filter(each -> each.tenant().equals(tenant))
                    .min(Comparator.comparingLong(JobRequest::submittedMillis).thenComparing(JobRequest::id))
                    .orElseThrow();
            order.add(job);
            left.remove(job);
            charged.add(new Holding(tenant, charged(job), milli(job.gang(), charged(job))));
        }
        return order;
    }

    static long priority(JobRequest job, long ageMillis, long nowMillis) {
        return job.priority() + Math.max(0, nowMillis - job.submittedMillis()) / ageMillis;
    }

    /** A queue, or a tenant without one of its own among the children of its group. */
    private record Branch(TenantId id, int weight, List<TenantId> tenants, List<TenantId> everyone) {}

    /** Walks from the root to the child with the least share of those that have a job. */
    private TenantId next(List<JobRequest> jobs, List<Holding> charged) {
        TreeSet<TenantId> everyone =
                new TreeSet<>(jobs.stream().map(JobRequest::tenant).toList());
        charged.forEach(holding -> everyone.add(holding.tenant()));
        List<TenantId> waiting =
                jobs.stream().map(JobRequest::tenant).distinct().toList();
        Optional<Queue> at = Optional.empty();
        while (true) {
            Branch least = branches(at, everyone, waiting).stream()
                    .min((one, other) -> compare(one, other, charged))
                    .orElseThrow();
            Optional<Queue> below = queue(least.id());
            if (below.isEmpty() || below.equals(at) || !isGroup(below.get())) {
                return least.id();
            }
            at = below;
        }
    }

    private boolean isGroup(Queue queue) {
        return queues.stream().anyMatch(child -> child.parent().equals(Optional.of(queue.id())));
    }

    private List<Branch> branches(Optional<Queue> group, SortedSet<TenantId> everyone, List<TenantId> waiting) {
        List<Branch> branches = new ArrayList<>();
        for (Queue queue : queues) {
            if (queue.parent().equals(group.map(Queue::id))) {
                branches.add(new Branch(
                        queue.id(),
                        queue.weight(),
                        waiting.stream()
                                .filter(tenant -> isBelow(tenant, queue))
                                .toList(),
                        everyone.stream()
                                .filter(tenant -> isBelow(tenant, queue))
                                .toList()));
            }
        }
        for (TenantId tenant : waiting) {
            boolean here = group.map(queue -> queue.id().equals(tenant))
                    .orElse(queue(tenant).isEmpty());
            if (here) {
                branches.add(new Branch(tenant, 1, List.of(tenant), List.of(tenant)));
            }
        }
        branches.removeIf(branch -> branch.tenants().isEmpty());
        return branches;
    }

    private int compare(Branch one, Branch other, List<Holding> charged) {
        int byShare = Long.compare(parts(one, charged) * other.weight(), parts(other, charged) * one.weight());
        return byShare != 0 ? byShare : one.id().compareTo(other.id());
    }

    private long parts(Branch branch, List<Holding> charged) {
        long dominant = 0;
        for (DeviceType type : nodes.stream().map(NodeShape::type).distinct().toList()) {
            long held = charged.stream()
                    .filter(holding ->
                            holding.type().equals(type) && branch.everyone().contains(holding.tenant()))
                    .mapToLong(Holding::milli)
                    .sum();
            long total = total(type);
            dominant = Math.max(dominant, total == 0 ? 0 : held * PARTS / total);
        }
        return dominant;
    }
}
