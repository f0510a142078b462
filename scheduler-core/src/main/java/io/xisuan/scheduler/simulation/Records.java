package io.xisuan.scheduler.simulation;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntConsumer;
import org.jspecify.annotations.Nullable;

/** What happened to each job of a replay so far. */
final class Records {
    private static final long NOT_YET = -1;
    private static final int PROGRESS_STEP = 512;

    /** Of the latest run of each job: since when, until when it is known to have lasted, and where. */
    private final long[] since;

    private final long[] until;
    private final int[] site;
    private final boolean[] ended;
    /** The runs before the latest, of jobs that were preempted. */
    private final Map<Integer, List<Stretch>> earlier = new HashMap<>();

    private final BigInteger[] costMilli;
    private final @Nullable Never[] never;
    private final IntConsumer progress;
    private int settled;

    /**
     * @param progress is told now and then how many jobs are settled
     */
    Records(int jobs, IntConsumer progress) {
        since = new long[jobs];
        until = new long[jobs];
        site = new int[jobs];
        ended = new boolean[jobs];
        costMilli = new BigInteger[jobs];
        never = new Never[jobs];
        Arrays.fill(since, NOT_YET);
        Arrays.fill(until, NOT_YET);
        Arrays.fill(costMilli, BigInteger.ZERO);
        this.progress = progress;
    }

    void refuse(int job, Never reason) {
        never[job] = reason;
        settle();
    }

    /** Begins a run, or goes on with the one that was interrupted at the same instant and site. */
    void started(int job, long now, int atSite) {
        boolean goesOn = until[job] == now && site[job] == atSite;
        if (goesOn) {
            return;
        }
        if (since[job] != NOT_YET) {
            earlier.computeIfAbsent(job, first -> new ArrayList<>())
                    .add(new Stretch(since[job], until[job], site[job]));
        }
        since[job] = now;
        site[job] = atSite;
    }

    /** Says that a job ran until now, and may not go on. */
    void interrupted(int job, long now) {
        until[job] = now;
    }

    /** Adds the cost of holding devices of this rate (micro-CNY per hour x 1000) so long. */
    void charge(int job, long rate, long millis) {
        if (rate != 0) {
            costMilli[job] = costMilli[job].add(BigInteger.valueOf(rate).multiply(BigInteger.valueOf(millis)));
        }
    }

    void ended(int job, long now) {
        until[job] = now;
        ended[job] = true;
        settle();
    }

    private void settle() {
        if (++settled % PROGRESS_STEP == 0) {
            progress.accept(settled);
        }
    }

    boolean refused(int job) {
        return never[job] != null;
    }

    @Nullable
    Never never(int job) {
        return never[job];
    }

    /** Returns when and where a job ran, in the order of time; nothing for one that never ended. */
    List<Stretch> stretches(int job) {
        if (!ended[job]) {
            return List.of();
        }
        List<Stretch> all = new ArrayList<>(earlier.getOrDefault(job, List.of()));
        all.add(new Stretch(since[job], until[job], site[job]));
        return all;
    }

    BigInteger costMilli(int job) {
        return costMilli[job];
    }

    /** A run by the index of its site. */
    record Stretch(long fromMillis, long toMillis, int site) {}
}
