package io.xisuan.cli.output;

import java.io.PrintWriter;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * One thing that takes time, told while it lasts: on a terminal in one line that is written over ten times a second and taken away
 * in the end, elsewhere in a line at the first second and then every five. A thread of its own speaks, so that a call that
 * hangs is told too.
 */
public final class Waiting implements AutoCloseable {
    private static final long FIRST_NANOS = TimeUnit.SECONDS.toNanos(1);
    private static final long LINE_NANOS = TimeUnit.SECONDS.toNanos(5);
    private static final long LOOK_MILLIS = 100;
    private static final String AWAY = "\r\u001b[K";

    private final PrintWriter err;
    private final Terminal terminal;
    private final LongSupplier nanoTime;
    private final long began;
    private final Object lock = new Object();
    private String what;
    private long done;
    private long total;
    private long lastSaid;
    private boolean said;
    private boolean shown;
    private boolean closed;

    /** @param nanoTime the clock, in nanoseconds from any origin */
    Waiting(PrintWriter err, Terminal terminal, LongSupplier nanoTime, String what) {
        this.err = err;
        this.terminal = terminal;
        this.nanoTime = nanoTime;
        this.what = what;
        this.began = nanoTime.getAsLong();
    }

    /** Begins to tell; the caller closes it. */
    public static Waiting begin(PrintWriter err, Terminal terminal, String what) {
        Waiting waiting = new Waiting(err, terminal, System::nanoTime, what);
        Thread.ofPlatform().daemon().name("progress").start(waiting::tell);
        return waiting;
    }

    /** Says what is being done from now on. */
    public void now(String next) {
        synchronized (lock) {
            what = next;
            done = 0;
            total = 0;
        }
    }

    /** Says how far it is: so many of so many; a total of 0 is one that nobody knows. */
    public void at(long doneNow, long ofTotal) {
        synchronized (lock) {
            done = doneNow;
            total = ofTotal;
        }
    }

    /** Prints a line to standard error that stays, above what is told of the moment. */
    public void say(String line) {
        synchronized (lock) {
            takeAway();
            err.println(line);
            err.flush();
        }
    }

    /** Ends the telling: takes the line away, or says that it is over where lines stay. */
    @Override
    public void close() {
        synchronized (lock) {
            if (!closed && said && !terminal.err()) {
                err.println("xisuan: " + text());
            }
            takeAway();
            closed = true;
            err.flush();
            lock.notifyAll();
        }
    }

    private void tell() {
        synchronized (lock) {
            while (!closed) {
                try {
                    lock.wait(LOOK_MILLIS);
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                    return;
                }
                look();
            }
        }
    }

    /** Says where it is, if it is time to. */
    void look() {
        synchronized (lock) {
            long now = nanoTime.getAsLong();
            boolean due = said ? terminal.err() || now - lastSaid >= LINE_NANOS : now - began >= FIRST_NANOS;
            if (closed || !due) {
                return;
            }
            said = true;
            lastSaid = now;
            if (terminal.err()) {
                err.print(AWAY + TextWrap.cut("xisuan: " + text(), terminal.width() - 1));
                shown = true;
            } else {
                err.println("xisuan: " + text());
            }
            err.flush();
        }
    }

    private void takeAway() {
        if (shown) {
            err.print(AWAY);
            shown = false;
        }
    }

    private String text() {
        long seconds = TimeUnit.NANOSECONDS.toSeconds(nanoTime.getAsLong() - began);
        String far = total > 0
                ? String.format(Locale.ROOT, ": %,d/%,d (%d %%)", done, total, 100 * Math.min(done, total) / total)
                : done > 0 ? String.format(Locale.ROOT, ": %,d", done) : "";
        return what + far + ", " + seconds + " s";
    }
}
