package io.xisuan.operator.observe;

import java.util.OptionalInt;

/**
 * What a pod's object says about how it ended or why it does not go on.
 *
 * @param exitCode of its container; the first that is not 0 when there are several
 * @param reason the pod's own reason (Evicted, OutOfcpu, DeadlineExceeded ...), else its container's (Error, OOMKilled,
 *     Completed ...), else that of the scheduler; empty when nothing is stated
 * @param message what goes with the reason, for people; empty when nothing is stated
 */
public record PodEnd(OptionalInt exitCode, String reason, String message) {
    /** Nothing is stated. */
    public static final PodEnd NONE = new PodEnd(OptionalInt.empty(), "", "");
}
