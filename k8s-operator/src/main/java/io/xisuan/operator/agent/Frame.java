package io.xisuan.operator.agent;

import java.nio.ByteBuffer;

/** One frame of HTTP/2 (RFC 9113, 4.1). The numbers of types and flags are those of section 6. */
record Frame(int type, int flags, int stream, ByteBuffer payload) {
    static final int DATA = 0;
    static final int HEADERS = 1;
    static final int RESET = 3;
    static final int SETTINGS = 4;
    static final int PUSH_PROMISE = 5;
    static final int PING = 6;
    static final int GO_AWAY = 7;
    static final int WINDOW_UPDATE = 8;
    static final int CONTINUATION = 9;

    static final int END_STREAM = 0x1;
    static final int ACK = 0x1;
    static final int END_HEADERS = 0x4;
    private static final int PADDED = 0x8;
    private static final int PRIORITY = 0x20;

    /** What a frame costs before its payload. */
    static final int HEAD = 9;

    boolean has(int flag) {
        return (flags & flag) != 0;
    }

    /** Returns the payload of a DATA or HEADERS frame without padding and priority. */
    ByteBuffer content() throws CallBroken {
        ByteBuffer rest = payload.duplicate();
        try {
            int padding = has(PADDED) ? rest.get() & 0xff : 0;
            if (type == HEADERS && has(PRIORITY)) {
                rest.position(rest.position() + 5);
            }
            rest.limit(rest.limit() - padding);
            return rest.slice();
        } catch (IllegalArgumentException | java.nio.BufferUnderflowException e) {
            throw new CallBroken(KubeletFault.GARBLED, "a frame is shorter than its padding");
        }
    }

    /** Returns the frame as it goes over the wire. */
    ByteBuffer bytes() {
        ByteBuffer wire = ByteBuffer.allocate(HEAD + payload.remaining());
        wire.put((byte) (payload.remaining() >> 16)).putShort((short) payload.remaining());
        wire.put((byte) type).put((byte) flags).putInt(stream).put(payload.duplicate());
        return wire.flip();
    }
}
