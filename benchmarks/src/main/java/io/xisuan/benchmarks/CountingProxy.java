package io.xisuan.benchmarks;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;

/** Passes a server's bytes on through a port of its own on loopback, and counts those that the server sends. */
final class CountingProxy implements AutoCloseable {
    private static final int BUFFER = 1 << 16;

    private final InetSocketAddress server;
    private final ServerSocket door;
    private final List<Socket> open = new CopyOnWriteArrayList<>();
    private final AtomicLong received = new AtomicLong();

    private CountingProxy(InetSocketAddress server, ServerSocket door) {
        this.server = server;
        this.door = door;
    }

    static CountingProxy before(InetSocketAddress server) {
        try {
            CountingProxy proxy = new CountingProxy(server, new ServerSocket(0, 50, InetAddress.getLoopbackAddress()));
            Thread.ofPlatform().daemon().name("proxy").start(proxy::accept);
            return proxy;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    int port() {
        return door.getLocalPort();
    }

    /** Returns the bytes that the server sent, as they went over the wire. */
    long received() {
        return received.get();
    }

    private void accept() {
        while (!door.isClosed()) {
            try {
                Socket client = door.accept();
                Socket upstream = new Socket(server.getAddress(), server.getPort());
                open.addAll(List.of(client, upstream));
                Thread.ofVirtual().start(() -> pass(client, upstream, new AtomicLong()));
                Thread.ofVirtual().start(() -> pass(upstream, client, received));
            } catch (IOException closed) {
                close();
            }
        }
    }

    private static void pass(Socket from, Socket to, AtomicLong count) {
        byte[] buffer = new byte[BUFFER];
        try (from;
                to) {
            InputStream in = from.getInputStream();
            OutputStream out = to.getOutputStream();
            for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                out.write(buffer, 0, read);
                count.addAndGet(read);
            }
        } catch (IOException ended) {
            // One side hung up: both sockets are closed by now, and that is all there is to do.
            count.addAndGet(0);
        }
    }

    @Override
    public void close() {
        try {
            door.close();
            for (Socket socket : open) {
                socket.close();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
