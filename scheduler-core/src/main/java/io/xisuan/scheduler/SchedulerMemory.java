package io.xisuan.scheduler;

import io.xisuan.scheduler.cluster.ClusterState;
import io.xisuan.scheduler.demand.JobRequest;
import io.xisuan.scheduler.placement.Placement;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;

/**
 * What the scheduler remembers from cycle to cycle about one cluster state: classes of equal jobs and indexes over nodes.
 *
 * <p>Memory makes cycles faster and changes no decision. For one thread.
 */
public final class SchedulerMemory {
    private final ClusterState state;
    private final Placement placement;
    private final Sites sites;
    /** Looked up only; never walked. */
    private final Map<JobClass.Wish, JobClass> classes = new HashMap<>();

    private IdentityHashMap<JobRequest, JobClass> classOf = new IdentityHashMap<>();
    private long cycles;

    public SchedulerMemory(ClusterState state) {
        this.state = state;
        this.placement = new Placement(state);
        this.sites = new Sites(state, placement);
    }

    Placement placement() {
        return placement;
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
