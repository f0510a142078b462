package io.xisuan.operator.observe;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** A way to a server on loopback that can be cut and opened again. */
final class CuttableProxy implements AutoCloseable {
    private final int server;
    private final ServerSocket door;
    private final List<Socket> open = new CopyOnWriteArrayList<>();
    private volatile boolean cut;

    CuttableProxy(int server) throws IOException {
        this.server = server;
        this.door = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        Thread.ofPlatform().daemon().name("proxy").start(this::accept);
    }

    int port() {
        return door.getLocalPort();
    }

    /** Ends every connection and refuses new ones, or lets them through again. */
    void cut(boolean now) throws IOException {
        cut = now;
        for (Socket socket : now ? open : List.<Socket>of()) {
            socket.close();
        }
    }

    private void accept() {
        while (!door.isClosed()) {
            try {
                connect(door.accept());
            } catch (IOException refused) {
                // The server or the door is closed; whoever came is told by the end of the connection.
                Thread.onSpinWait();
            }
        }
    }

    private void connect(Socket client) throws IOException {
        if (cut) {
            client.close();
            return;
        }
        Socket upstream = new Socket(InetAddress.getLoopbackAddress(), server);
        open.addAll(List.of(client, upstream));
        Thread.ofVirtual().start(() -> pass(client, upstream));
        Thread.ofVirtual().start(() -> pass(upstream, client));
    }

    private static void pass(Socket from, Socket to) {
        try (from;
                to) {
            from.getInputStream().transferTo(to.getOutputStream());
        } catch (IOException ended) {
            // One side hung up: both are closed by now.
            Thread.onSpinWait();
        }
    }

    @Override
    public void close() throws IOException {
        door.close();
        cut(true);
    }
}
