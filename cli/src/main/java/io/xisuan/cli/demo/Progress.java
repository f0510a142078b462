package io.xisuan.cli.demo;

import java.io.PrintWriter;

/** Tells a waiting person on standard error what is being done: at once, then at most twice a second. */
final class Progress {
    private static final long PAUSE_NANOS = 500_000_000L;

    private final PrintWriter err;
    private long lastNanos;
    private boolean said;

    Progress(PrintWriter err) {
        this.err = err;
    }

    void say(String step) {
        long now = System.nanoTime();
        if (!said || now - lastNanos >= PAUSE_NANOS) {
            err.println("xisuan: " + step);
            err.flush();
            said = true;
            lastNanos = now;
        }
    }
}
