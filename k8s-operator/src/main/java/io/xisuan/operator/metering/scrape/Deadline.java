package io.xisuan.operator.metering.scrape;

import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Optional;

/** The end of one question: when it strikes, the connection that is in use is cut, wherever it waits. Safe for many threads. */
final class Deadline implements Runnable {
    private Optional<Closeable> inUse = Optional.empty();
    private boolean over;

    /** Names what is cut; it is cut at once when the time is already over. */
    synchronized void guard(Closeable connection) {
        inUse = Optional.of(connection);
        if (over) {
            run();
        }
    }

    synchronized void release() {
        inUse = Optional.empty();
    }

    synchronized boolean isOver() {
        return over;
    }

    @Override
    public synchronized void run() {
        over = true;
        try {
            if (inUse.isPresent()) {
                inUse.get().close();
            }
        } catch (IOException e) {
            throw new UncheckedIOException("a connection cannot be closed", e);
        }
    }
}
