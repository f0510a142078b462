package io.xisuan.operator.metering.scrape;

import io.xisuan.operator.metering.evidence.GapCause;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Turns hosts into addresses; names are looked up in threads apart, because a look-up cannot be interrupted. */
final class Addresses implements AutoCloseable {
    private static final int THREADS = 4;

    /** While the name server is away look-ups come faster than they end; what is beyond is a gap at once. */
    private static final int WAITING = 256;

    private final ExecutorService lookUps = new ThreadPoolExecutor(
            THREADS,
            THREADS,
            0,
            TimeUnit.SECONDS,
            new ArrayBlockingQueue<>(WAITING),
            Thread.ofPlatform().daemon().name("scrape-names-", 0).factory());

    InetAddress of(String host, long millis) throws FetchFailure, InterruptedException {
        try {
            if (host.indexOf(':') >= 0 || host.matches("[0-9.]+")) {
                return InetAddress.getByName(host);
            }
            Future<InetAddress> found = lookUps.submit(() -> InetAddress.getByName(host));
            try {
                return found.get(millis, TimeUnit.MILLISECONDS);
            } finally {
                found.cancel(false);
            }
        } catch (RejectedExecutionException e) {
            throw new FetchFailure(
                    GapCause.UNREACHABLE, "no address of %s: %d look-ups wait already".formatted(host, WAITING));
        } catch (UnknownHostException | ExecutionException e) {
            throw new FetchFailure(GapCause.UNREACHABLE, "the host %s has no address".formatted(host));
        } catch (TimeoutException e) {
            throw new FetchFailure(GapCause.UNREACHABLE, "no address of %s within %d ms".formatted(host, millis));
        }
    }

    @Override
    public void close() {
        lookUps.shutdownNow();
    }
}
