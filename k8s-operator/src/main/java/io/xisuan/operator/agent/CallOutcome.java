package io.xisuan.operator.agent;

/** What became of one call of a gRPC method. */
sealed interface CallOutcome {
    /** The answer's message, as protobuf bytes. */
    @SuppressWarnings("ArrayRecordComponent") // the bytes go straight to the decoder and are not kept
    record Message(byte[] bytes) implements CallOutcome {}

    /** The server's own refusal. */
    record Status(int code, String message) implements CallOutcome {
        /** gRPC's code for a method that the server does not have. */
        static final int UNIMPLEMENTED = 12;
    }

    /** No answer. */
    record Broken(KubeletFault fault, String detail) implements CallOutcome {}
}
