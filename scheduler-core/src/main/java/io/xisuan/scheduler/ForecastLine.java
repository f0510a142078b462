package io.xisuan.scheduler;

import io.xisuan.scheduler.demand.Gang;
import io.xisuan.scheduler.demand.JobRequest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Collections;
import java.util.Comparator;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.PriorityQueue;

/** Those who wait in a forecast, in their order and by class, so that what one of a class was refused the next need not ask. */
final class ForecastLine {
    /** Nobody. */
    static final int NOBODY = -1;

    private final List<JobRequest> jobs;
    private final List<Group> groups = new ArrayList<>();
    private final Group[] groupOf;
    /** Where each stands within its group. */
    private final int[] memberOf;

    private final BitSet waiting = new BitSet();
    /** Those who may not start yet, the first to come on top. */
    private final PriorityQueue<Integer> early;

    /** Jobs of one class, and for each of its candidates the last refusal. */
    static final class Group {
        private final JobClass kind;
        private final Gang smallest;
        private final List<Integer> positions = new ArrayList<>();
        private Shortest members = new Shortest(0);
        private final long[] fullAt;
        private final long[] limitedAt;
        private final long[] limitedFromMillis;

        Group(JobClass kind, Gang gang) {
            this.kind = kind;
            this.smallest = gang.smallest();
            int candidates = kind.candidates().size();
            this.fullAt = new long[candidates];
            this.limitedAt = new long[candidates];
            this.limitedFromMillis = new long[candidates];
            Arrays.fill(fullAt, -1);
            Arrays.fill(limitedAt, -1);
        }

        List<Candidate> candidates() {
            return kind.candidates();
        }

        Gang smallest() {
            return smallest;
        }

        /** Says whether the candidate had no room when its pool had last grown so often. */
        boolean isFull(int candidate, long growth) {
            return fullAt[candidate] == growth;
        }

        void full(int candidate, long growth) {
            fullAt[candidate] = growth;
        }

        /** Returns the estimate from which on jobs were refused by the candidate for what is kept in this epoch. */
        long limitMillis(int candidate, long epoch) {
            return limitedAt[candidate] == epoch ? limitedFromMillis[candidate] : Long.MAX_VALUE;
        }

        void limited(int candidate, long epoch, long estimateMillis) {
            limitedAt[candidate] = epoch;
            limitedFromMillis[candidate] = estimateMillis;
        }
    }

    /** Enters all jobs that could ever run somewhere, in their order. */
    ForecastLine(List<JobRequest> inOrder, SchedulerMemory memory) {
        this.jobs = inOrder;
        this.groupOf = new Group[inOrder.size()];
        this.memberOf = new int[inOrder.size()];
        this.early = new PriorityQueue<>(Comparator.comparingLong((Integer position) -> notBefore(position))
                .thenComparing(position -> position));
        IdentityHashMap<JobClass, Group> byClass = new IdentityHashMap<>();
        for (int position = 0; position < inOrder.size(); position++) {
            JobRequest job = inOrder.get(position);
            Group group = byClass.computeIfAbsent(memory.classOf(job), kind -> entered(new Group(kind, job.gang())));
            groupOf[position] = group;
            if (!group.candidates().isEmpty()) {
                memberOf[position] = group.positions.size();
                group.positions.add(position);
                early.add(position);
            }
        }
        groups.forEach(group -> group.members = new Shortest(group.positions.size()));
    }

    private Group entered(Group group) {
        groups.add(group);
        return group;
    }

    private long notBefore(int position) {
        return jobs.get(position).times().notBeforeMillis();
    }

    /** Lets those join who may start by now. */
    void join(long nowMillis) {
        while (nextEntry() <= nowMillis) {
            int position = early.remove();
            waiting.set(position);
            groupOf[position].members.set(memberOf[position], jobs.get(position).runtimeMillis());
        }
    }

    /** Returns when the next may start at first, or {@link ForecastEvents#NEVER}. */
    long nextEntry() {
        return early.isEmpty() ? ForecastEvents.NEVER : notBefore(early.element());
    }

    boolean isEmpty() {
        return waiting.isEmpty() && early.isEmpty();
    }

    List<Group> groups() {
        return groups;
    }

    JobRequest job(int position) {
        return jobs.get(position);
    }

    Group group(int position) {
        return groupOf[position];
    }

    void leaves(int position) {
        waiting.clear(position);
        groupOf[position].members.remove(memberOf[position]);
    }

    /** Returns the first who waits and may start by now, or {@link #NOBODY}. */
    int head() {
        return waiting.nextSetBit(0);
    }

    /** Returns the first of the group behind a position who waits and whose estimate is below the limit, or {@link #NOBODY}. */
    int behind(Group group, int position, long limitMillis) {
        int found = Collections.binarySearch(group.positions, position + 1);
        int member = group.members.firstBelow(limitMillis, found < 0 ? -found - 1 : found);
        return member < 0 ? NOBODY : group.positions.get(member);
    }

    /** Numbers in a row, asked for the first below a limit: a tree of minima. */
    private static final class Shortest {
        private final int leaves;
        private final long[] least;

        Shortest(int size) {
            this.leaves = Math.max(1, Integer.highestOneBit(Math.max(1, size - 1)) * 2);
            this.least = new long[2 * leaves];
            Arrays.fill(least, Long.MAX_VALUE);
        }

        void set(int at, long number) {
            least[leaves + at] = number;
            for (int node = (leaves + at) / 2; node >= 1; node /= 2) {
                least[node] = Math.min(least[2 * node], least[2 * node + 1]);
            }
        }

        void remove(int at) {
            set(at, Long.MAX_VALUE);
        }

        /** Returns where the first number below the limit stands at or after {@code from}, or -1. */
        int firstBelow(long limit, int from) {
            if (from >= leaves) {
                return -1;
            }
            int node = leaves + from;
            while (least[node] >= limit) {
                while ((node & 1) == 1) {
                    node /= 2;
                }
                if (node == 0) {
                    return -1;
                }
                node++;
            }
            while (node < leaves) {
                node = least[2 * node] < limit ? 2 * node : 2 * node + 1;
            }
            return node - leaves;
        }
    }
}
