package io.xisuan.scheduler.preemption;

import io.xisuan.model.JobId;
import io.xisuan.model.TenantId;
import io.xisuan.scheduler.cluster.RunningJob;
import io.xisuan.scheduler.plan.Victim;
import java.util.Comparator;

/**
 * A running job that could be stopped, with what that would lose.
 *
 * @param devices that it holds whole or in part
 * @param lostMillis of its work; times its devices it is the harm
 */
record Stoppable(RunningJob job, int devices, long lostMillis) {
    /** A job that was stopped so often is left alone by other jobs. */
    static final int MOST_INTERRUPTIONS = 3;

    /** Least harm for each device first; then the lower priority, the later start, the id. */
    static final Comparator<Stoppable> LEAST_HARM_FIRST = Stoppable::compare;

    private static int compare(Stoppable first, Stoppable second) {
        int order = Long.compare(first.lostMillis, second.lostMillis);
        order = order != 0 ? order : Integer.compare(first.priority(), second.priority());
        order = order != 0 ? order : Long.compare(second.startedMillis(), first.startedMillis());
        return order != 0 ? order : first.id().compareTo(second.id());
    }

    static Stoppable of(RunningJob job, long nowMillis) {
        return new Stoppable(
                job,
                job.allocation().gang().devicesTouched(),
                job.request().interruption().lostMillis(job.startedMillis(), nowMillis));
    }

    /** Says whether other jobs may take its places at all: preemptible, at work, not leaving, not stopped too often. */
    static boolean byOthers(RunningJob job, long nowMillis) {
        return job.request().interruption().preemptible()
                && job.leavesMillis().isEmpty()
                && job.startedMillis() < nowMillis
                && job.interruptions() < MOST_INTERRUPTIONS;
    }

    JobId id() {
        return job.job();
    }

    TenantId tenant() {
        return job.request().tenant();
    }

    int priority() {
        return job.request().priority();
    }

    long startedMillis() {
        return job.startedMillis();
    }

    long graceMillis() {
        return job.request().interruption().graceMillis();
    }

    long harm() {
        return DeviceTime.of(devices, lostMillis);
    }

    Victim victim() {
        return new Victim(id(), harm(), graceMillis(), devices);
    }
}
