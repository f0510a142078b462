package io.xisuan.operator.metering.scrape;

import io.xisuan.operator.metering.evidence.GapCause;
import io.xisuan.operator.metering.evidence.ScrapeOutcome.Result;
import io.xisuan.operator.metering.scrape.plan.TargetKey;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import javax.net.ssl.SSLException;

/**
 * Asks exporters over HTTP/1.1 and keeps a connection to each. A question ends within the target's time-out whatever the
 * target does; redirects are not followed; only status 200 is an answer. Safe for many threads, one a target.
 */
final class ExporterClient implements AutoCloseable {
    private static final int HANDSHAKES = 16;
    static final Duration LONGEST_TURN = Duration.ofSeconds(1);

    private record Kept(URI uri, TargetAccess access, Connection connection) {}

    private final InstantSource clock;
    private final ByteBudget budget;
    private final TlsContexts tls = new TlsContexts();
    private final TokenFiles tokens = new TokenFiles();
    private final Addresses addresses = new Addresses();
    private final ConcurrentHashMap<TargetKey, Kept> kept = new ConcurrentHashMap<>();
    private final ScheduledThreadPoolExecutor deadlines = new ScheduledThreadPoolExecutor(
            1, Thread.ofPlatform().daemon().name("scrape-deadlines").factory());
    private final Turns turns;

    /** Begins; nobody is asked yet. The longest turn is how long one handshake may keep the next from beginning. */
    ExporterClient(InstantSource clock, ByteBudget budget, Duration longestTurn) {
        this.clock = clock;
        this.budget = budget;
        turns = new Turns(HANDSHAKES, longestTurn, deadlines);
        deadlines.setRemoveOnCancelPolicy(true);
    }

    /**
     * Asks the target and waits for what comes of it.
     *
     * @param patience how long it may wait for its turn where TLS is to be agreed on anew; its time-out does not count then
     */
    Result ask(ScrapeTarget target, Duration patience) throws InterruptedException {
        Deadline deadline = new Deadline(target.access().timeout(), deadlines);
        deadline.count();
        try {
            return answer(target, deadline, patience);
        } catch (FetchFailure failure) {
            return gap(target, deadline, failure.why(), failure.detail());
        } catch (SSLException failure) {
            return gap(target, deadline, GapCause.TLS, String.valueOf(failure.getMessage()));
        } catch (IOException failure) {
            return gap(target, deadline, GapCause.UNREACHABLE, String.valueOf(failure.getMessage()));
        } finally {
            deadline.end();
        }
    }

    private static Result gap(ScrapeTarget target, Deadline deadline, GapCause cause, String detail) {
        return deadline.isOver()
                ? new Result.Gap(
                        GapCause.TIMEOUT,
                        "no whole answer within %d ms"
                                .formatted(target.access().timeout().toMillis()))
                : new Result.Gap(cause, detail);
    }

    private Result answer(ScrapeTarget target, Deadline deadline, Duration patience)
            throws IOException, FetchFailure, InterruptedException {
        Optional<Connection> before = take(target);
        if (before.isPresent()) {
            deadline.guard(before.get());
            Optional<Result> result = again(target, before.get(), deadline);
            if (result.isPresent()) {
                return result.get();
            }
        }
        return exchange(target, open(target, deadline, patience)).result();
    }

    /** Asks on a connection that was used before; empty when the target had ended it in the meantime. */
    private Optional<Result> again(ScrapeTarget target, Connection connection, Deadline deadline)
            throws IOException, FetchFailure {
        if (connection.spoke()) {
            connection.close();
            return Optional.empty();
        }
        Exchange exchange = new Exchange(target, connection);
        try {
            return Optional.of(exchange(exchange).result());
        } catch (IOException | FetchFailure e) {
            if (exchange.began() || deadline.isOver()) {
                throw e;
            }
            return Optional.empty();
        }
    }

    private Connection open(ScrapeTarget target, Deadline deadline, Duration patience)
            throws IOException, FetchFailure, InterruptedException {
        int millis = Math.toIntExact(target.access().timeout().toMillis());
        int toConnect = millis - millis / 4;
        InetAddress address = addresses.of(target.host(), toConnect);
        Connection plain = Connection.open(target, address, toConnect, deadline);
        return target.secure() ? secured(target, plain, deadline, patience) : plain;
    }

    private Connection secured(ScrapeTarget target, Connection plain, Deadline deadline, Duration patience)
            throws IOException, FetchFailure, InterruptedException {
        boolean done = false;
        deadline.pause();
        try {
            Turns.Turn turn = turns.take(patience);
            try {
                deadline.count();
                Connection secured = plain.secured(target, tls);
                done = true;
                return secured;
            } finally {
                turn.giveBack();
            }
        } finally {
            if (!done) {
                plain.close();
            }
        }
    }

    private Exchange exchange(ScrapeTarget target, Connection connection) throws IOException, FetchFailure {
        return exchange(new Exchange(target, connection));
    }

    private Exchange exchange(Exchange exchange) throws IOException, FetchFailure {
        ScrapeTarget target = exchange.target();
        boolean reusable = false;
        try {
            exchange.run(request(target).getBytes(StandardCharsets.ISO_8859_1), budget, clock);
            reusable = exchange.reusable();
        } finally {
            if (reusable) {
                kept.put(target.key(), new Kept(target.uri(), target.access(), exchange.connection()));
            } else {
                exchange.connection().close();
            }
        }
        return exchange;
    }

    private String request(ScrapeTarget target) throws FetchFailure {
        TargetAccess access = target.access();
        StringBuilder text = new StringBuilder(256);
        text.append("GET ").append(target.pathAndQuery()).append(" HTTP/1.1\r\n");
        text.append("Host: ").append(target.uri().getRawAuthority()).append("\r\n");
        text.append("User-Agent: xisuan\r\n");
        text.append("Accept: text/plain;version=0.0.4,application/openmetrics-text;version=1.0.0;q=0.5,*/*;q=0.1\r\n");
        text.append("Accept-Encoding: ")
                .append(access.gzip() ? "gzip" : "identity")
                .append("\r\n");
        text.append("X-Prometheus-Scrape-Timeout-Seconds: ")
                .append(Math.max(1, access.timeout().toSeconds()))
                .append("\r\n");
        if (access.tokenFile().isPresent()) {
            text.append("Authorization: Bearer ")
                    .append(tokens.of(access.tokenFile().get()))
                    .append("\r\n");
        }
        return text.append("\r\n").toString();
    }

    private Optional<Connection> take(ScrapeTarget target) {
        Kept before = kept.remove(target.key());
        if (before == null) {
            return Optional.empty();
        }
        if (before.uri().equals(target.uri()) && before.access().equals(target.access())) {
            return Optional.of(before.connection());
        }
        close(before);
        return Optional.empty();
    }

    /** Ends the connections of targets that are not asked any more. */
    void keepOnly(Set<TargetKey> targets) {
        for (TargetKey key : kept.keySet()) {
            if (!targets.contains(key)) {
                Optional.ofNullable(kept.remove(key)).ifPresent(ExporterClient::close);
            }
        }
    }

    private static void close(Kept kept) {
        try {
            kept.connection().close();
        } catch (IOException e) {
            throw new UncheckedIOException("a connection cannot be closed", e);
        }
    }

    @Override
    public void close() {
        keepOnly(Set.of());
        addresses.close();
        deadlines.shutdownNow();
    }
}
