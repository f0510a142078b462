package io.xisuan.operator.observe;

import java.util.concurrent.atomic.AtomicLong;

/** Counts what was seen to change, and tells whoever waits for it. */
final class Changes {
    private final AtomicLong count = new AtomicLong();
    private final Runnable onChange;

    Changes(Runnable onChange) {
        this.onChange = onChange;
    }

    void happened() {
        count.incrementAndGet();
        onChange.run();
    }

    long count() {
        return count.get();
    }
}
