package io.xisuan.scheduler.fairness;

import io.xisuan.scheduler.demand.DeviceType;
import io.xisuan.scheduler.demand.JobRequest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/**
 * The order in which waiting jobs are looked at: by priority with ageing, and within one priority by fair share.
 *
 * <p>Again and again the walk from the root to the child with the least share ends at a tenant, whose first job is next and
 * is charged at once to all queues on the way. A share is the dominant part of what is held and charged (DRF, Ghodsi et al.,
 * NSDI 2011), plus decayed past use, divided by the weight; ties go to the lesser id. Among a tenant's jobs of one priority the
 * earlier submission goes first, then the id.
 */
public final class FairOrder {
    private FairOrder() {}

    /** A job with what it is sorted by; {@code leaf} is the index of its tenant's node in the shares. */
    private record Ranked(JobRequest job, long priority, int leaf, long submittedMillis) {
        static final Comparator<Ranked> ORDER = Ranked::compare;

        private static int compare(Ranked first, Ranked second) {
            if (first.priority != second.priority) {
                return first.priority > second.priority ? -1 : 1;
            }
            if (first.leaf != second.leaf) {
                return Integer.compare(first.leaf, second.leaf);
            }
            int bySubmission = Long.compare(first.submittedMillis, second.submittedMillis);
            return bySubmission != 0 ? bySubmission : first.job.id().compareTo(second.job.id());
        }
    }

    /** Returns all waiting jobs in the order of their turns. */
    public static List<JobRequest> order(List<JobRequest> waiting, Fairness fairness, long nowMillis) {
        ShareTree shares = ShareTree.of(waiting, fairness, nowMillis);
        Ranked[] ranked = new Ranked[waiting.size()];
        for (int i = 0; i < ranked.length; i++) {
            JobRequest job = waiting.get(i);
            long priority = fairness.effectivePriority(job.priority(), job.submittedMillis(), nowMillis);
            ranked[i] = new Ranked(job, priority, shares.leaf(job.tenant()), job.submittedMillis());
        }
        Arrays.sort(ranked, Ranked.ORDER);
        List<JobRequest> order = new ArrayList<>(ranked.length);
        int[] next = new int[shares.size()];
        int[] end = new int[shares.size()];
        for (int first = 0; first < ranked.length; ) {
            int after = enter(ranked, first, next, end, shares);
            take(ranked, next, end, shares, fairness.usage().totals(), order);
            first = after;
        }
        return order;
    }

    /** Lets every tenant with jobs of the priority that begins here take part, and returns where the next priority begins. */
    private static int enter(Ranked[] ranked, int first, int[] next, int[] end, ShareTree shares) {
        int at = first;
        while (at < ranked.length && ranked[at].priority == ranked[first].priority) {
            int leaf = ranked[at].leaf;
            next[leaf] = at;
            while (at < ranked.length && ranked[at].leaf == leaf && ranked[at].priority == ranked[first].priority) {
                at++;
            }
            end[leaf] = at;
            shares.enter(leaf);
        }
        return at;
    }

    private static void take(
            Ranked[] ranked, int[] next, int[] end, ShareTree shares, DeviceTotals totals, List<JobRequest> order) {
        while (!shares.isEmpty()) {
            int leaf = shares.least();
            JobRequest job = ranked[next[leaf]++].job();
            order.add(job);
            DeviceType type = totals.charged(job);
            shares.charge(leaf, totals.indexOf(type), totals.milli(job.gang(), type), next[leaf] < end[leaf]);
        }
    }
}
