package io.xisuan.cli.operator;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;

/**
 * A way to an API server on loopback, through TLS on both sides, on which requests are refused, kept waiting or lost as a test
 * wants it; everything else is the real server's answer.
 */
final class FaultProxy implements AutoCloseable {
    private static final Set<String> OF_THE_CONNECTION =
            Set.of("host", "connection", "upgrade", "content-length", "transfer-encoding", "expect", "http2-settings");

    /** One request as it arrived. */
    record Call(String method, String path, String query, String body) {
        boolean writes() {
            return !method.equals("GET") && !method.equals("HEAD");
        }

        boolean watches() {
            return query.contains("watch=true");
        }

        @Override
        public String toString() {
            return method + " " + path;
        }
    }

    /** What becomes of a request instead of what it asks for. */
    sealed interface Fault {
        /** The server is not asked; this is the answer. */
        record Answered(int code, String reason, String message) implements Fault {}

        /** What it asks for is too old for the server to know, as after a compaction. */
        record Expired() implements Fault {}

        /** The server is not asked, and nobody answers for so long; then the connection ends. */
        record Silence(Duration length) implements Fault {}

        /** The server is not asked; something happens instead, and the connection ends. */
        record Before(Runnable deed) implements Fault {}

        /** The server does what is asked; then something happens, and its answer is lost. */
        record After(Runnable deed) implements Fault {}
    }

    private final ProxyIdentity identity;
    private final URI server;
    private final ServerSocket door;
    private final HttpClient client;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final List<Socket> watches = new CopyOnWriteArrayList<>();
    private final AtomicInteger faults = new AtomicInteger();
    private final CountDownLatch closed = new CountDownLatch(1);
    private volatile Function<Call, Optional<Fault>> rule = call -> Optional.empty();

    /** Opens a way to the server of a kubeconfig. */
    FaultProxy(ProxyIdentity identity) {
        this.identity = identity;
        this.server = identity.server();
        this.client = HttpClient.newBuilder()
                .sslContext(identity.trusting())
                .version(HttpClient.Version.HTTP_1_1)
                .build();
        try {
            this.door = identity.presenting()
                    .getServerSocketFactory()
                    .createServerSocket(0, 50, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        threads.execute(this::accept);
    }

    /** Returns the text of the kubeconfig that leads through here. */
    String kubeconfig() {
        return identity.kubeconfig(door.getLocalPort());
    }

    /** Decides from now on what becomes of each request. */
    void when(Function<Call, Optional<Fault>> decides) {
        rule = decides;
    }

    /** Lets everything through again. */
    void heal() {
        rule = call -> Optional.empty();
    }

    /** Returns how many requests met a fault. */
    int faults() {
        return faults.get();
    }

    /** Ends every watch that is open, as a server does that is told to end. */
    void endWatches() {
        for (Socket watch : watches) {
            try {
                watch.close();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    private void accept() {
        while (!door.isClosed()) {
            try {
                Socket caller = door.accept();
                threads.execute(() -> serve(caller));
            } catch (IOException closed) {
                // The door is closed, or whoever came went again.
                Thread.onSpinWait();
            }
        }
    }

    private void serve(Socket caller) {
        try (caller) {
            ProxyConnection connection = new ProxyConnection(caller.getInputStream(), caller.getOutputStream());
            Optional<ProxyConnection.Head> head = connection.next();
            while (head.isPresent() && answered(connection, head.get())) {
                head = connection.next();
            }
        } catch (IOException hungUp) {
            // The caller is gone, or a fault ended the connection.
            Thread.onSpinWait();
        }
    }

    /** Returns whether the connection goes on. */
    private boolean answered(ProxyConnection connection, ProxyConnection.Head head) throws IOException {
        Call call = new Call(
                head.method(),
                head.target().getPath(),
                Optional.ofNullable(head.target().getRawQuery()).orElse(""),
                head.body());
        Optional<Fault> fault = rule.apply(call);
        if (fault.isEmpty()) {
            return head.header("upgrade").isPresent() ? tunnel(connection, head) : forward(connection, head);
        }
        faults.incrementAndGet();
        return switch (fault.get()) {
            case Fault.Answered answer ->
                connection.answer(answer.code(), statusText(answer.code(), answer.reason(), answer.message()));
            case Fault.Expired expired ->
                connection.answer(410, statusText(410, "Expired", "too old resource version: 1 (2)"));
            case Fault.Silence silence -> {
                keepSilent(silence.length());
                yield false;
            }
            case Fault.Before before -> {
                before.deed().run();
                yield false;
            }
            case Fault.After after -> {
                try (InputStream answer = ask(head).body()) {
                    answer.readAllBytes();
                }
                after.deed().run();
                yield false;
            }
        };
    }

    private HttpResponse<InputStream> ask(ProxyConnection.Head head) throws IOException {
        HttpRequest.Builder request = HttpRequest.newBuilder(
                        server.resolve(head.target().toString()))
                .method(
                        head.method(),
                        head.body().isEmpty()
                                ? HttpRequest.BodyPublishers.noBody()
                                : HttpRequest.BodyPublishers.ofString(head.body()));
        head.headers().forEach((name, value) -> {
            if (!OF_THE_CONNECTION.contains(name)) {
                request.header(name, value);
            }
        });
        try {
            return client.send(request.build(), HttpResponse.BodyHandlers.ofInputStream());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(e);
        }
    }

    private boolean forward(ProxyConnection connection, ProxyConnection.Head head) throws IOException {
        HttpResponse<InputStream> answer = ask(head);
        try (InputStream body = answer.body()) {
            connection.pass(
                    answer.statusCode(),
                    answer.headers().firstValue("content-type").orElse("application/json"),
                    body);
            return true;
        }
    }

    /** Lets caller and server speak with each other as long as both want to: a watch by web socket. */
    private boolean tunnel(ProxyConnection connection, ProxyConnection.Head head) throws IOException {
        try (Socket upstream =
                identity.trusting().getSocketFactory().createSocket(server.getHost(), server.getPort())) {
            watches.add(upstream);
            threads.execute(() -> connection.passTo(head, upstream));
            connection.passFrom(upstream.getInputStream());
            watches.remove(upstream);
            return false;
        }
    }

    private static String statusText(int code, String reason, String message) {
        return """
                {"kind":"Status","apiVersion":"v1","metadata":{},"status":"Failure","message":"%s","reason":"%s","code":%d}""".formatted(message, reason, code);
    }

    /** Answers nothing for so long, or until the proxy is closed. */
    private void keepSilent(Duration length) {
        try {
            if (closed.await(length.toMillis(), TimeUnit.MILLISECONDS)) {
                return;
            }
        } catch (InterruptedException closing) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        closed.countDown();
        try {
            door.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        threads.shutdownNow();
        client.shutdownNow();
    }
}
