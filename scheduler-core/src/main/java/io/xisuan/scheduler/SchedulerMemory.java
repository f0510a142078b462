package io.xisuan.scheduler;

import io.xisuan.scheduler.cluster.ClusterState;
import io.xisuan.scheduler.demand.JobRequest;
import io.xisuan.scheduler.placement.Placement;
import io.xisuan.scheduler.placement.policy.FleetOutline;
import io.xisuan.scheduler.placement.policy.PolicyBlend;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What the scheduler remembers from cycle to cycle about one cluster state: classes of equal jobs and indexes over nodes.
 *
 * <p>Memory makes cycles faster and changes no decision. For one thread.
 */
public final class SchedulerMemory {
    private final ClusterState state;
    private final Optional<PolicyBlend> policy;
    private final Placement placement;
    private final Sites sites;
    /** Looked up only; never walked. */
    private final Map<JobClass.Wish, JobClass> classes = new HashMap<>();

    private IdentityHashMap<JobRequest, JobClass> classOf = new IdentityHashMap<>();
    private long cycles;

    /** Remembers for plans that name no placement policy. */
    public SchedulerMemory(ClusterState state) {
        this(state, Optional.empty(), new Placement(state));
    }

    /** Remembers for plans that place by a policy, which expects such work. */
    public SchedulerMemory(ClusterState state, PolicyBlend policy, FleetOutline fleet) {
        this(state, Optional.of(policy), new Placement(state, policy, fleet));
    }

    private SchedulerMemory(ClusterState state, Optional<PolicyBlend> policy, Placement placement) {
        this.state = state;
        this.policy = policy;
        this.placement = placement;
        this.sites = new Sites(state, placement);
    }

    Placement placement() {
        return placement;
    }

    /** Returns what a plan by these options starts from when nothing is remembered: of the jobs that wait and run. */
    static SchedulerMemory of(Scheduler.Situation situation, PlanOptions options) {
        return options.placement()
                .map(policy -> new SchedulerMemory(
                        situation.state(), policy, FleetOutline.of(situation.state(), situation.queue())))
                .orElseGet(() -> new SchedulerMemory(situation.state()));
    }

    boolean placesBy(Optional<PolicyBlend> other) {
        return policy.equals(other);
    }

    boolean isOf(ClusterState other) {
        return state == other;
    }

    /** Begins a cycle over these jobs and forgets all others. */
    void enter(List<JobRequest> queue) {
        cycles++;
        forgetClasses(queue.size());
        IdentityHashMap<JobRequest, JobClass> known = classOf;
        classOf = new IdentityHashMap<>(queue.size());
        for (JobRequest job : queue) {
            JobClass before = known.get(job);
            classOf.put(job, before == null ? find(job) : before);
        }
    }

    /** Classes of jobs that have gone are forgotten once they outnumber the jobs that wait. */
    private void forgetClasses(int waiting) {
        if (classes.size() > 1000 + 4 * waiting) {
            classes.clear();
            classOf.values().forEach(kind -> classes.put(kind.wish(), kind));
        }
    }

    JobClass classOf(JobRequest job) {
        JobClass known = classOf.get(job);
        JobClass found = known == null ? find(job) : known;
        found.enter(cycles);
        return found;
    }

    /** Notes that room has grown: whoever was refused is looked at again. */
    void roomGrew() {
        cycles++;
    }

    private JobClass find(JobRequest job) {
        return classes.computeIfAbsent(JobClass.Wish.of(job), wish -> new JobClass(wish, sites.eligibility(wish)));
    }
}
