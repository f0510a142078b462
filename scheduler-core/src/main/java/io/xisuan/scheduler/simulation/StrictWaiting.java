package io.xisuan.scheduler.simulation;

import java.util.function.IntToLongFunction;

/** Jobs by a key that never changes; the first that does not fit blocks the others. */
final class StrictWaiting implements Waiting {
    private final Running running;
    private final IntToLongFunction key;
    private final LongHeap queue = new LongHeap();

    StrictWaiting(Running running, IntToLongFunction key) {
        this.running = running;
        this.key = key;
    }

    @Override
    public void submit(int job) {
        queue.add(key.applyAsLong(job), job);
    }

    @Override
    public void dispatch(long now, boolean released) {
        while (!queue.isEmpty() && running.tryStart(queue.first(), now)) {
            queue.removeFirst();
        }
    }
}
