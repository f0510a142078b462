package io.xisuan.operator.loop;

import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.LongSupplier;

/** How long one step of the loop may wait for others, all its waits together. For the loop's thread. */
final class Patience {
    private final long stepNanos;
    private final LongSupplier nanos;
    private long leftNanos;

    Patience(long stepNanos, LongSupplier nanos) {
        this.stepNanos = stepNanos;
        this.nanos = nanos;
        this.leftNanos = stepNanos;
    }

    /** Begins a step. */
    void begin() {
        leftNanos = stepNanos;
    }

    /** Waits as long as patience lasts; says whether there is an answer or a failure. */
    boolean awaits(Future<?> answer) {
        if (answer.isDone() || leftNanos <= 0) {
            return answer.isDone();
        }
        long began = nanos.getAsLong();
        try {
            answer.get(leftNanos, TimeUnit.NANOSECONDS);
            leftNanos -= nanos.getAsLong() - began;
            return true;
        } catch (ExecutionException e) {
            return true;
        } catch (TimeoutException e) {
            leftNanos = 0;
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            leftNanos = 0;
            return false;
        }
    }
}
