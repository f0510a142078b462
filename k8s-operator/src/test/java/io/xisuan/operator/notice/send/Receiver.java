package io.xisuan.operator.notice.send;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import javax.net.ssl.SSLContext;

/** A receiver of web hooks that answers what a test says. */
final class Receiver implements AutoCloseable {
    /** What came. */
    record Asked(Map<String, String> headers, String body) {}

    /**
     * What is answered.
     *
     * @param slow how the body comes
     */
    record Answer(int status, Map<String, String> headers, String body, Slow slow) {
        static Answer of(int status, String body) {
            return new Answer(status, Map.of(), body, Slow.NO);
        }
    }

    /** How an answer keeps who asks waiting. */
    enum Slow {
        NO,
        /** It never begins. */
        SILENT,
        /** It never ends. */
        DRIP
    }

    final List<Asked> asked = new CopyOnWriteArrayList<>();
    private final HttpServer server;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final CountDownLatch closed = new CountDownLatch(1);
    private volatile Function<Asked, Answer> script = one -> Answer.of(204, "");

    Receiver(Optional<SSLContext> tls) throws IOException {
        InetSocketAddress any = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
        if (tls.isPresent()) {
            HttpsServer secure = HttpsServer.create(any, 10);
            secure.setHttpsConfigurator(new HttpsConfigurator(tls.get()));
            server = secure;
        } else {
            server = HttpServer.create(any, 10);
        }
        server.setExecutor(threads);
        server.createContext("/", this::handle);
        server.start();
    }

    URI uri() {
        return URI.create("%s://127.0.0.1:%d/hook"
                .formatted(
                        server instanceof HttpsServer ? "https" : "http",
                        server.getAddress().getPort()));
    }

    void answer(Function<Asked, Answer> answers) {
        script = answers;
    }

    private void handle(HttpExchange exchange) throws IOException {
        Map<String, String> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        exchange.getRequestHeaders().forEach((name, values) -> headers.put(name, values.getFirst()));
        Asked one = new Asked(headers, new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
        asked.add(one);
        Answer answer = script.apply(one);
        if (answer.slow() == Slow.SILENT) {
            await(1_000_000);
            exchange.close();
            return;
        }
        answer.headers().forEach((name, value) -> exchange.getResponseHeaders().set(name, value));
        byte[] body = answer.body().getBytes(StandardCharsets.UTF_8);
        boolean drips = answer.slow() == Slow.DRIP;
        exchange.sendResponseHeaders(answer.status(), drips ? 0 : body.length == 0 ? -1 : body.length);
        try (OutputStream out = exchange.getResponseBody()) {
            out.write(body);
            while (drips && !await(50)) {
                out.write(' ');
                out.flush();
            }
        }
    }

    private boolean await(long millis) {
        try {
            return closed.await(millis, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return true;
        }
    }

    @Override
    public void close() {
        closed.countDown();
        server.stop(0);
        threads.shutdownNow();
    }
}
