package io.xisuan.operator.metering.scrape;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicInteger;

/** A server on loopback that answers each request as the test wants, also as no server should. */
final class FakeExporter implements AutoCloseable {
    /** Answers one request. */
    interface Handler {
        /** Answers; true to wait for another request on the same connection. */
        boolean answer(Socket socket, String request) throws IOException, InterruptedException;
    }

    private final ServerSocket server;
    private final Handler handler;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final AtomicInteger connections = new AtomicInteger();
    private final List<String> requests = new CopyOnWriteArrayList<>();
    private final List<Socket> open = new CopyOnWriteArrayList<>();

    private FakeExporter(ServerSocket server, Handler handler) {
        this.server = server;
        this.handler = handler;
    }

    static FakeExporter start(Handler handler) throws IOException {
        return start(new ServerSocket(0, 50, InetAddress.getLoopbackAddress()), handler);
    }

    static FakeExporter start(ServerSocket server, Handler handler) {
        FakeExporter exporter = new FakeExporter(server, handler);
        exporter.threads.execute(exporter::accept);
        return exporter;
    }

    /** Returns an exporter that answers every request with these bytes and then with nothing, as a closed connection. */
    static FakeExporter answering(String... parts) throws IOException {
        return start((socket, request) -> {
            for (String part : parts) {
                socket.getOutputStream().write(part.getBytes(StandardCharsets.ISO_8859_1));
                socket.getOutputStream().flush();
            }
            return true;
        });
    }

    static String ok(String body) {
        return "HTTP/1.1 200 OK\r\nContent-Type: text/plain; version=0.0.4\r\nContent-Length: %d\r\n\r\n%s"
                .formatted(body.length(), body);
    }

    private void accept() {
        while (!server.isClosed()) {
            try {
                Socket socket = server.accept();
                connections.incrementAndGet();
                open.add(socket);
                threads.execute(() -> serve(socket));
            } catch (IOException | RejectedExecutionException e) {
                return;
            }
        }
    }

    private void serve(Socket socket) {
        try (socket) {
            String request = head(socket.getInputStream());
            while (!request.isEmpty()) {
                requests.add(request);
                if (!handler.answer(socket, request)) {
                    return;
                }
                request = head(socket.getInputStream());
            }
        } catch (IOException e) {
            // the client went, as it may
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static String head(InputStream in) throws IOException {
        StringBuilder text = new StringBuilder();
        while (text.indexOf("\r\n\r\n") < 0) {
            int b = in.read();
            if (b < 0) {
                return "";
            }
            text.append((char) b);
        }
        return text.toString();
    }

    int port() {
        return server.getLocalPort();
    }

    int connections() {
        return connections.get();
    }

    List<String> requests() {
        return requests;
    }

    @Override
    public void close() throws IOException {
        server.close();
        for (Socket socket : open) {
            socket.close();
        }
        threads.shutdownNow();
    }
}
