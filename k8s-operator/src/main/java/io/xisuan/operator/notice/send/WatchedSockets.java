package io.xisuan.operator.notice.send;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import javax.net.SocketFactory;
import javax.net.ssl.SSLSocketFactory;

/**
 * The sockets of one message, all closed when its time is over: a peer that sends a byte now and then never lets a read time out. For one
 * message, by one thread; the clock runs from its making.
 */
final class WatchedSockets implements AutoCloseable {
    private final List<Socket> sockets = new ArrayList<>();
    private final CompletableFuture<Void> cut;
    private boolean over;

    WatchedSockets(Duration inAll) {
        this.cut = CompletableFuture.runAsync(
                this::cut, CompletableFuture.delayedExecutor(inAll.toMillis(), TimeUnit.MILLISECONDS));
    }

    private synchronized void cut() {
        over = true;
        sockets.forEach(WatchedSockets::closed);
    }

    /** Says whether the time was over before the message was gone. */
    synchronized boolean isOver() {
        return over;
    }

    private static void closed(Socket socket) {
        try {
            socket.close();
        } catch (IOException unimportant) {
            // Nothing more is read from it.
        }
    }

    private synchronized Socket watched(Socket socket) {
        sockets.add(socket);
        if (over) {
            closed(socket);
        }
        return socket;
    }

    /** Returns what makes plain sockets. */
    SocketFactory plain() {
        return new Plain();
    }

    /** Returns what makes sockets of TLS, over others or by itself. */
    SSLSocketFactory secure(SSLSocketFactory made) {
        return new Secure(made);
    }

    private final class Plain extends SocketFactory {
        @Override
        public Socket createSocket() {
            return watched(new Socket());
        }

        @Override
        public Socket createSocket(String host, int port) throws IOException {
            return watched(new Socket(host, port));
        }

        @Override
        public Socket createSocket(String host, int port, InetAddress from, int fromPort) throws IOException {
            return watched(new Socket(host, port, from, fromPort));
        }

        @Override
        public Socket createSocket(InetAddress host, int port) throws IOException {
            return watched(new Socket(host, port));
        }

        @Override
        public Socket createSocket(InetAddress host, int port, InetAddress from, int fromPort) throws IOException {
            return watched(new Socket(host, port, from, fromPort));
        }
    }

    private final class Secure extends SSLSocketFactory {
        private final SSLSocketFactory made;

        Secure(SSLSocketFactory made) {
            this.made = made;
        }

        @Override
        public String[] getDefaultCipherSuites() {
            return made.getDefaultCipherSuites();
        }

        @Override
        public String[] getSupportedCipherSuites() {
            return made.getSupportedCipherSuites();
        }

        @Override
        public Socket createSocket() throws IOException {
            return watched(made.createSocket());
        }

        @Override
        public Socket createSocket(Socket over, String host, int port, boolean close) throws IOException {
            return watched(made.createSocket(over, host, port, close));
        }

        @Override
        public Socket createSocket(String host, int port) throws IOException {
            return watched(made.createSocket(host, port));
        }

        @Override
        public Socket createSocket(String host, int port, InetAddress from, int fromPort) throws IOException {
            return watched(made.createSocket(host, port, from, fromPort));
        }

        @Override
        public Socket createSocket(InetAddress host, int port) throws IOException {
            return watched(made.createSocket(host, port));
        }

        @Override
        public Socket createSocket(InetAddress host, int port, InetAddress from, int fromPort) throws IOException {
            return watched(made.createSocket(host, port, from, fromPort));
        }
    }

    @Override
    public void close() {
        cut.cancel(false);
    }
}
