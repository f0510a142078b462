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
    /** A job that goes before it needs its places. */
    PREEMPTED("Preempted", Verdict.TRY_AGAIN),
    /** The owner of the site needs its devices back. */
    RECLAIMED("Reclaimed", Verdict.TRY_AGAIN),
    /** Operations empty the node or the site that it is on. */
    DRAINED("Drained", Verdict.TRY_AGAIN),
    /** It goes elsewhere at its site, so that another job finds devices together. */
    MOVED("Moved", Verdict.TRY_AGAIN),
    /** It goes on with another number of workers. */
    RESIZED("Resized", Verdict.TRY_AGAIN),
    /** Its tenant suspended it. */
    SUSPENDED("Suspended", Verdict.TRY_AGAIN),
    /** None of its devices did anything for as long as its tenant allows. */
    IDLE_STOPPED("IdleStopped", Verdict.FAILURE),
    /** It ran as long as its time limit allows. */
    TIME_LIMIT("TimeLimit", Verdict.FAILURE),
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
    /** A worker ended with the code by which its job says that it saved itself and wants to go on. */
    CHECKPOINTED("Checkpointed", Verdict.TRY_AGAIN),
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

    /** Says whether the attempt was stopped by our own choice while it ran well: its workers get their time to save themselves. */
    boolean saves() {
        return switch (this) {
            case PREEMPTED,
                    RECLAIMED,
                    DRAINED,
                    MOVED,
                    RESIZED,
                    SUSPENDED,
                    IDLE_STOPPED,
                    TIME_LIMIT,
                    STOPPED_WITHOUT_MONEY,
                    PAUSED_WITHOUT_MONEY -> true;
            case SUCCEEDED,
                    WORKER_FAILED,
                    DEADLINE_EXCEEDED,
                    CANCELLED,
                    UNSCHEDULABLE,
                    IMAGE_NOT_PULLED,
                    GANG_INCOMPLETE,
                    WORKER_LOST,
                    CHECKPOINTED,
                    REFUSED_BY_CLUSTER -> false;
        };
    }

    /** Says whether the next attempt waits the longer the more attempts ended so one after another. */
    boolean backsOff() {
        return switch (this) {
            case UNSCHEDULABLE, GANG_INCOMPLETE, WORKER_LOST, CHECKPOINTED, REFUSED_BY_CLUSTER -> true;
            case SUCCEEDED,
                    WORKER_FAILED,
                    DEADLINE_EXCEEDED,
                    STOPPED_WITHOUT_MONEY,
                    PAUSED_WITHOUT_MONEY,
                    PREEMPTED,
                    RECLAIMED,
                    DRAINED,
                    MOVED,
                    RESIZED,
                    SUSPENDED,
                    IDLE_STOPPED,
                    TIME_LIMIT,
                    CANCELLED,
                    IMAGE_NOT_PULLED -> false;
        };
    }

    /** Says whether the attempt left for others, who go before it. */
    boolean madeRoom() {
        return this == PREEMPTED || this == RECLAIMED || this == DRAINED || this == MOVED || this == RESIZED;
    }

    /** Says whether the node of the worker that ended it is to be doubted: it failed, did not start or did not take the worker. */
    boolean blamesNode() {
        return this == UNSCHEDULABLE || this == GANG_INCOMPLETE || this == WORKER_LOST;
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
