package io.xisuan.operator.agent;

/** A call that got no answer: it leaves the reading of frames in the middle and becomes a {@link CallOutcome.Broken}. */
final class CallBroken extends Exception {
    private static final long serialVersionUID = 1;

    private final KubeletFault fault;

    CallBroken(KubeletFault fault, String detail) {
        super(detail);
        this.fault = fault;
    }

    CallOutcome.Broken outcome() {
        return new CallOutcome.Broken(fault, String.valueOf(getMessage()));
    }
}
