package io.xisuan.operator.metering.simulated;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.EnumSet;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/** An exporter on a port of loopback of its own, with its faults on demand; the port stays the same over a restart. */
public final class SimulatedExporter implements AutoCloseable {
    private final ExporterShape shape;
    private final DeviceWorld world;
    private final LongSupplier clock;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final EnumSet<ExporterFault> faults = EnumSet.noneOf(ExporterFault.class);
    private final AtomicInteger answers = new AtomicInteger();
    private final CountDownLatch closed = new CountDownLatch(1);
    private final int port;
    private long frozenAtMillis;
    private @Nullable HttpServer server;

    /** Starts to serve {@code /metrics}. */
    public SimulatedExporter(ExporterShape shape, DeviceWorld world, LongSupplier clock) {
        this.shape = shape;
        this.world = world;
        this.clock = clock;
        HttpServer started = serve(0);
        this.server = started;
        this.port = started.getAddress().getPort();
    }

    public ExporterShape shape() {
        return shape;
    }

    public int port() {
        return port;
    }

    /** Returns how it is announced on its node: its target's name and where it listens. */
    public String announcement() {
        return "%s=127.0.0.1:%d".formatted(shape.target(), port);
    }

    /** Returns how many requests it has answered with a text. */
    public int answers() {
        return answers.get();
    }

    /** Makes it fail in this way from now on. */
    public synchronized void fail(ExporterFault fault) {
        if (faults.add(fault)) {
            frozenAtMillis = fault == ExporterFault.FROZEN ? clock.getAsLong() : frozenAtMillis;
            if (fault == ExporterFault.DOWN) {
                stop();
            }
        }
    }

    /** Ends this way of failing. */
    public synchronized void heal(ExporterFault fault) {
        if (faults.remove(fault) && fault == ExporterFault.DOWN) {
            server = serve(port);
        }
    }

    private synchronized Set<ExporterFault> faults() {
        return EnumSet.copyOf(faults);
    }

    private synchronized String text() {
        long now = faults.contains(ExporterFault.FROZEN) ? frozenAtMillis : clock.getAsLong();
        return ExporterTexts.text(shape, world, now, faults);
    }

    private HttpServer serve(int wanted) {
        try {
            HttpServer started = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), wanted), 64);
            started.setExecutor(threads);
            started.createContext("/metrics", this::answer);
            started.start();
            return started;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            Set<ExporterFault> now = faults();
            if (now.contains(ExporterFault.HANGING)) {
                closed.await();
            } else if (now.contains(ExporterFault.STATUS_500)) {
                exchange.sendResponseHeaders(500, -1);
            } else {
                byte[] body = text().getBytes(StandardCharsets.UTF_8);
                exchange.getResponseHeaders().set("Content-Type", "text/plain; version=0.0.4; charset=utf-8");
                exchange.sendResponseHeaders(200, body.length == 0 ? -1 : body.length);
                exchange.getResponseBody().write(body);
                answers.incrementAndGet();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private synchronized void stop() {
        if (server != null) {
            server.stop(0);
            server = null;
        }
    }

    @Override
    public void close() {
        closed.countDown();
        stop();
        threads.shutdownNow();
    }
}
