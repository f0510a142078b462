package io.xisuan.operator.metering.live;

import io.xisuan.billing.usage.AttemptKey;
import io.xisuan.operator.observe.ObservedPod;

/** Attempts by job uid and number, as pods are marked and as journals are ordered. */
final class AttemptMark {
    private AttemptMark() {}

    static String of(AttemptKey key) {
        return of(key.job().uid(), key.attempt());
    }

    static String of(ObservedPod pod) {
        return of(pod.jobUid(), pod.attempt());
    }

    private static String of(String jobUid, int attempt) {
        return "%s/%010d".formatted(jobUid, attempt);
    }

    /** Says whether a pod of an attempt that nobody opened ended without ever having had a node. */
    static boolean neverHeld(ObservedPod pod) {
        return pod.node().isEmpty()
                && (pod.phase().terminal() || pod.deletionMillis().isPresent());
    }
}
