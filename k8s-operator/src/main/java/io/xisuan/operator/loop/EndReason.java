package io.xisuan.operator.loop;

/** Why an attempt ended or is being ended; also the reason of conditions and Events. */
enum EndReason {
    /** Every worker ended with exit code 0. */
    SUCCEEDED("Succeeded", Verdict.SUCCESS),
    /** A worker of the job itself failed: the job's own doing, not tried again. */
    WORKER_FAILED("WorkerFailed", Verdict.FAILURE),
    /** The job ran past what its hold or its own limit allows. */
    DEADLINE_EXCEEDED("DeadlineExceeded", Verdict.FAILURE),
    /** Its vouchers are used up and its tenant chose that it stops then. */
    STOPPED_WITHOUT_MONEY("StoppedWithoutMoney", Verdict.FAILURE),
    /** Its vouchers are used up and its tenant chose that it waits at a checkpoint until there is money again. */
    PAUSED_WITHOUT_MONEY("PausedWithoutMoney", Verdict.TRY_AGAIN),
    /** The TrainingJob was deleted. */
    CANCELLED("Cancelled", Verdict.CANCELLATION),
    /** kube-scheduler did not bind a pinned pod: the node changed under the plan. */
    UNSCHEDULABLE("Unschedulable", Verdict.TRY_AGAIN),
    /** The image could not be pulled within the limit; trying again does not help. */
    IMAGE_NOT_PULLED("ImageNotPulled", Verdict.FAILURE),
    /** Not every worker ran within the limit. */
    GANG_INCOMPLETE("GangIncomplete", Verdict.TRY_AGAIN),
    /** A pod or its node was lost, evicted or refused by the kubelet: infrastructure. */
    WORKER_LOST("WorkerLost", Verdict.TRY_AGAIN),
    /** The cluster refused to create the pods, and would again. */
    REFUSED_BY_CLUSTER("RefusedByCluster", Verdict.TRY_AGAIN);

    /** What the end of an attempt means for its job. */
    enum Verdict {
        SUCCESS,
        FAILURE,
        CANCELLATION,
        TRY_AGAIN
    }

    private final String word;
    private final Verdict verdict;

    EndReason(String word, Verdict verdict) {
        this.word = word;
        this.verdict = verdict;
    }

    String word() {
        return word;
    }

    Verdict verdict() {
        return verdict;
    }

    /** Returns the reason of a stored word. */
    static EndReason ofWord(String word) {
        for (EndReason reason : values()) {
            if (reason.word.equals(word)) {
                return reason;
            }
        }
        throw new IllegalArgumentException("\"%s\" is no end of an attempt".formatted(word));
    }
}
