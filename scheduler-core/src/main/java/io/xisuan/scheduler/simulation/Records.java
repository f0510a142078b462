package io.xisuan.scheduler.simulation;

import java.math.BigInteger;
import java.util.Arrays;
import java.util.function.IntConsumer;
import org.jspecify.annotations.Nullable;

/** What happened to each job of a replay so far. */
final class Records {
    private static final long NOT_YET = -1;
    private static final int PROGRESS_STEP = 512;

    private final long[] start;
    private final long[] end;
    private final int[] site;
    private final BigInteger[] costMilli;
    private final @Nullable Never[] never;
    private final IntConsumer progress;
    private int settled;

    /**
     * @param progress is told now and then how many jobs are settled
     */
    Records(int jobs, IntConsumer progress) {
        start = new long[jobs];
        end = new long[jobs];
        site = new int[jobs];
        costMilli = new BigInteger[jobs];
        never = new Never[jobs];
        Arrays.fill(start, NOT_YET);
        Arrays.fill(end, NOT_YET);
        Arrays.fill(costMilli, BigInteger.ZERO);
        this.progress = progress;
    }

    void refuse(int job, Never reason) {
        never[job] = reason;
        settle();
    }

    void started(int job, long now, int atSite) {
        if (start[job] == NOT_YET) {
            start[job] = now;
        }
        site[job] = atSite;
    }

    /** Adds the cost of holding devices of this rate (micro-CNY per hour x 1000) so long. */
    void charge(int job, long rate, long millis) {
        if (rate != 0) {
            costMilli[job] = costMilli[job].add(BigInteger.valueOf(rate).multiply(BigInteger.valueOf(millis)));
        }
    }

    void ended(int job, long now) {
        end[job] = now;
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

    long start(int job) {
        return start[job];
    }

    long end(int job) {
        return end[job];
    }

    int site(int job) {
        return site[job];
    }

    BigInteger costMilli(int job) {
        return costMilli[job];
    }
}
