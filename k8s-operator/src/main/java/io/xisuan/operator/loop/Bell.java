package io.xisuan.operator.loop;

import java.time.Duration;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/** Wakes the loop: rung by many threads, heard by one. However often it rings before it is heard, it is heard once. */
final class Bell {
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition rang = lock.newCondition();
    private boolean ringing;

    void ring() {
        lock.lock();
        try {
            ringing = true;
            rang.signal();
        } finally {
            lock.unlock();
        }
    }

    /** Waits until it rings, for so long at most; returns whether it rang. */
    boolean await(Duration limit) throws InterruptedException {
        long left = limit.toNanos();
        lock.lockInterruptibly();
        try {
            while (!ringing && left > 0) {
                left = rang.awaitNanos(left);
            }
            boolean heard = ringing;
            ringing = false;
            return heard;
        } finally {
            lock.unlock();
        }
    }

    /** Lets it ring for so long, and takes all of that for heard. */
    void gather(Duration limit) throws InterruptedException {
        long left = limit.toNanos();
        lock.lockInterruptibly();
        try {
            while (left > 0) {
                left = rang.awaitNanos(left);
            }
            ringing = false;
        } finally {
            lock.unlock();
        }
    }
}
