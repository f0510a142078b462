package io.xisuan.operator.agent;

import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

/** A unix socket that frames are written to and read from; nothing waits past the deadline. */
final class FrameChannel implements AutoCloseable {
    /** What a peer may send at most while it is not told otherwise (RFC 9113, 4.2). */
    private static final int LARGEST = 1 << 14;

    private final SocketChannel socket;
    private final Selector selector;
    private final long deadlineNanos;

    private FrameChannel(SocketChannel socket, Selector selector, long deadlineNanos) {
        this.socket = socket;
        this.selector = selector;
        this.deadlineNanos = deadlineNanos;
    }

    /** Connects to the socket at the path. */
    static FrameChannel open(Path path, long deadlineNanos) throws CallBroken {
        if (!Files.exists(path)) {
            throw new CallBroken(KubeletFault.SOCKET_MISSING, "%s does not exist".formatted(path));
        }
        try {
            SocketChannel socket = SocketChannel.open(StandardProtocolFamily.UNIX);
            try {
                socket.configureBlocking(false);
                socket.connect(UnixDomainSocketAddress.of(path));
                return new FrameChannel(socket, Selector.open(), deadlineNanos);
            } catch (IOException e) {
                socket.close();
                throw e;
            }
        } catch (IOException e) {
            throw refused(path, String.valueOf(e.getMessage()));
        }
    }

    private static CallBroken refused(Path path, String said) {
        KubeletFault fault = said.contains("Permission denied") ? KubeletFault.NO_RIGHTS : KubeletFault.SOCKET_REFUSED;
        return new CallBroken(fault, "%s: %s".formatted(path, said));
    }

    void write(ByteBuffer bytes) throws CallBroken {
        try {
            while (socket.write(bytes) == 0 || bytes.hasRemaining()) {
                await(SelectionKey.OP_WRITE);
            }
        } catch (IOException e) {
            throw cutOff(e);
        }
    }

    Frame read() throws CallBroken {
        ByteBuffer head = fill(Frame.HEAD);
        int length = ((head.get() & 0xff) << 16) | (head.getShort() & 0xffff);
        int type = head.get() & 0xff;
        int flags = head.get() & 0xff;
        int stream = head.getInt() & Integer.MAX_VALUE;
        if (length > LARGEST) {
            throw new CallBroken(KubeletFault.GARBLED, "a frame of %d bytes, which is no HTTP/2".formatted(length));
        }
        return new Frame(type, flags, stream, fill(length));
    }

    private ByteBuffer fill(int length) throws CallBroken {
        ByteBuffer bytes = ByteBuffer.allocate(length);
        try {
            while (bytes.hasRemaining()) {
                int read = socket.read(bytes);
                if (read < 0) {
                    throw new CallBroken(KubeletFault.CUT_OFF, "the connection ended before the answer did");
                }
                if (read == 0) {
                    await(SelectionKey.OP_READ);
                }
            }
        } catch (IOException e) {
            throw cutOff(e);
        }
        return bytes.flip();
    }

    private void await(int operation) throws IOException, CallBroken {
        long millis = TimeUnit.NANOSECONDS.toMillis(deadlineNanos - System.nanoTime());
        if (millis <= 0) {
            throw new CallBroken(KubeletFault.DEADLINE_EXCEEDED, "no answer by the deadline");
        }
        socket.register(selector, operation);
        selector.select(millis);
        selector.selectedKeys().clear();
    }

    private static CallBroken cutOff(IOException cause) {
        return new CallBroken(KubeletFault.CUT_OFF, "the connection broke: %s".formatted(cause.getMessage()));
    }

    @Override
    public void close() {
        try (selector;
                socket) {
            // Both are closed in this order, whatever the other says.
        } catch (IOException e) {
            throw new IllegalStateException("a socket that does not close", e);
        }
    }
}
