package io.xisuan.operator.agent;

import java.io.ByteArrayOutputStream;
import java.net.URLDecoder;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import java.util.SortedMap;
import java.util.concurrent.TimeUnit;

/**
 * A unary gRPC call with an empty request, on a connection of its own: headers, one message behind its five-byte prefix, trailers with
 * the status. Sources: grpc/doc/PROTOCOL-HTTP2.md, RFC 9113.
 *
 * <p>Written by hand because the agent runs on every node: Netty's or gRPC's client would be half of its memory. One stream a
 * connection and a window as large as the largest answer leave no flow control to do.
 */
final class UnaryCall {
    /** Far above what a node of a hundred devices and hundreds of pods answers; gRPC's own default is 4 MiB. */
    static final int MESSAGE_LIMIT = 16 << 20;

    private static final int PREFIX = 5;
    private static final int WINDOW = MESSAGE_LIMIT + 2 * PREFIX;
    private static final int BLOCK_LIMIT = 1 << 16;
    private static final byte[] PREFACE = "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n".getBytes(StandardCharsets.US_ASCII);

    private final FrameChannel channel;
    private final ByteArrayOutputStream body = new ByteArrayOutputStream();
    private final ByteArrayOutputStream block = new ByteArrayOutputStream();
    private boolean last;
    private boolean sized;

    private UnaryCall(FrameChannel channel) {
        this.channel = channel;
    }

    /** Calls a method, as {@code /v1.PodResourcesLister/List}, of the server on a unix socket. */
    static CallOutcome call(Path socket, String method, long deadlineNanos) {
        try (FrameChannel channel = FrameChannel.open(socket, deadlineNanos)) {
            channel.write(request(method, deadlineNanos - System.nanoTime()));
            UnaryCall call = new UnaryCall(channel);
            Optional<CallOutcome> outcome = Optional.empty();
            while (outcome.isEmpty()) {
                outcome = call.take(channel.read());
            }
            return outcome.get();
        } catch (CallBroken broken) {
            return broken.outcome();
        }
    }

    private static ByteBuffer request(String method, long nanosLeft) {
        ByteBuffer settings = ByteBuffer.allocate(18)
                .putShort((short) 1)
                .putInt(0) // no dynamic header table
                .putShort((short) 2)
                .putInt(0) // no push
                .putShort((short) 4)
                .putInt(WINDOW)
                .flip();
        ByteBuffer headers = ByteBuffer.wrap(HeaderBlock.write(
                ":method", "POST",
                ":scheme", "http",
                ":path", method,
                ":authority", "localhost",
                "te", "trailers",
                "content-type", "application/grpc",
                "user-agent", "xisuan-agent",
                "grpc-timeout", Math.max(1, TimeUnit.NANOSECONDS.toMillis(nanosLeft)) + "m"));
        ByteBuffer wire = ByteBuffer.allocate(1024).put(PREFACE);
        wire.put(new Frame(Frame.SETTINGS, 0, 0, settings).bytes());
        wire.put(new Frame(Frame.WINDOW_UPDATE, 0, 0, ByteBuffer.allocate(4).putInt(0, WINDOW)).bytes());
        wire.put(new Frame(Frame.HEADERS, Frame.END_HEADERS, 1, headers).bytes());
        wire.put(new Frame(Frame.DATA, Frame.END_STREAM, 1, ByteBuffer.allocate(PREFIX)).bytes());
        return wire.flip();
    }

    private Optional<CallOutcome> take(Frame frame) throws CallBroken {
        switch (frame.type()) {
            case Frame.DATA -> data(frame);
            case Frame.HEADERS -> {
                last = frame.has(Frame.END_STREAM);
                return headers(frame, frame.content());
            }
            case Frame.CONTINUATION -> {
                return headers(frame, frame.payload());
            }
            case Frame.RESET ->
                throw new CallBroken(KubeletFault.CUT_OFF, "the call was reset, code %d".formatted(code(frame, 0)));
            case Frame.GO_AWAY -> goAway(frame);
            case Frame.SETTINGS -> acknowledge(frame, ByteBuffer.allocate(0));
            case Frame.PING -> acknowledge(frame, frame.payload());
            case Frame.PUSH_PROMISE -> throw garbled("the server pushes, which no gRPC server does");
            default -> {} // window updates, priorities, and what is not known yet
        }
        return Optional.empty();
    }

    private void acknowledge(Frame frame, ByteBuffer payload) throws CallBroken {
        if (!frame.has(Frame.ACK)) {
            channel.write(new Frame(frame.type(), Frame.ACK, 0, payload).bytes());
        }
    }

    /** A server that ends lets the calls finish that it took; stream 0 as the last one means that it took none. */
    private static void goAway(Frame frame) throws CallBroken {
        if (code(frame, 0) == 0) {
            throw new CallBroken(KubeletFault.CUT_OFF, "the server goes away, code %d".formatted(code(frame, 4)));
        }
    }

    private static int code(Frame frame, int at) {
        return frame.payload().limit() >= at + 4 ? frame.payload().getInt(at) : -1;
    }

    private void data(Frame frame) throws CallBroken {
        ByteBuffer content = frame.content();
        byte[] part = new byte[content.remaining()];
        content.get(part);
        body.writeBytes(part);
        if (!sized && body.size() >= PREFIX) {
            sized = true;
            if (announced(body.toByteArray()) > MESSAGE_LIMIT) {
                throw new CallBroken(KubeletFault.TOO_LARGE, "more than %d bytes".formatted(MESSAGE_LIMIT));
            }
        }
        if (frame.has(Frame.END_STREAM)) {
            throw garbled("the answer ends without a status");
        }
    }

    private Optional<CallOutcome> headers(Frame frame, ByteBuffer part) throws CallBroken {
        byte[] bytes = new byte[part.remaining()];
        part.get(bytes);
        block.writeBytes(bytes);
        if (block.size() > BLOCK_LIMIT) {
            throw garbled("headers of more than %d bytes".formatted(BLOCK_LIMIT));
        }
        if (!frame.has(Frame.END_HEADERS)) {
            return Optional.empty();
        }
        SortedMap<String, String> headers = HeaderBlock.read(block.toByteArray());
        block.reset();
        String http = headers.getOrDefault(":status", "200");
        if (!http.equals("200")) {
            throw garbled("HTTP status %s, which no gRPC server answers".formatted(http));
        }
        return last ? Optional.of(end(headers)) : Optional.empty();
    }

    private CallOutcome end(SortedMap<String, String> trailers) throws CallBroken {
        String status = trailers.getOrDefault("grpc-status", "");
        if (!status.matches("[0-9]{1,3}")) {
            throw garbled("the answer ends without a status");
        }
        return status.equals("0")
                ? message(body.toByteArray())
                : new CallOutcome.Status(Integer.parseInt(status), decoded(trailers.getOrDefault("grpc-message", "")));
    }

    private static CallOutcome message(byte[] framed) throws CallBroken {
        if (framed.length < PREFIX || framed[0] != 0 || announced(framed) != framed.length - PREFIX) {
            throw garbled("%d bytes that are not one plain message".formatted(framed.length));
        }
        return new CallOutcome.Message(Arrays.copyOfRange(framed, PREFIX, framed.length));
    }

    /** Returns how long the message is said to be. */
    private static long announced(byte[] framed) {
        return ByteBuffer.wrap(framed).getInt(1) & 0xffff_ffffL;
    }

    /** The message is percent-encoded; one that is not is shown as it is. */
    private static String decoded(String said) {
        try {
            return URLDecoder.decode(said.replace("+", "%2B"), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException notEncoded) {
            return said;
        }
    }

    private static CallBroken garbled(String detail) {
        return new CallBroken(KubeletFault.GARBLED, detail);
    }
}
