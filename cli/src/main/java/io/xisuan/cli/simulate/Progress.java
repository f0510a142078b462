package io.xisuan.cli.simulate;

import io.xisuan.scheduler.simulation.Policy;
import java.io.PrintWriter;
import java.util.Locale;
import java.util.function.IntConsumer;

/** Says on standard error how far a replay is, once it takes longer than a second. */
final class Progress implements IntConsumer {
    private static final long SECOND_NANOS = 1_000_000_000L;

    private final PrintWriter err;
    private final Policy policy;
    private final int jobs;
    private long next = System.nanoTime() + SECOND_NANOS;
    private boolean shown;

    Progress(PrintWriter err, Policy policy, int jobs) {
        this.err = err;
        this.policy = policy;
        this.jobs = jobs;
    }

    @Override
    public void accept(int settled) {
        if (System.nanoTime() - next >= 0) {
            next = System.nanoTime() + SECOND_NANOS;
            shown = true;
            say(settled);
        }
    }

    void done() {
        if (shown) {
            say(jobs);
        }
    }

    private void say(int settled) {
        err.println(String.format(Locale.ROOT, "simulate: %s: %,d of %,d jobs", policy.id(), settled, jobs));
        err.flush();
    }
}
