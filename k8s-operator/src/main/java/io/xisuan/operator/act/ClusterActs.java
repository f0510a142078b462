package io.xisuan.operator.act;

import io.xisuan.billing.usage.AttemptKey;
import io.xisuan.model.JobId;
import java.util.Set;
import java.util.SortedSet;

/** The deeds on one cluster that the loop orders. Each may be ordered again; safe for use by several threads. */
public interface ClusterActs {
    /**
     * Creates an attempt's files (of launchers that need any), its Service (of gangs of several) and its pods; those that exist
     * from an earlier try are kept. When this is not answered with done, some may exist: the caller tries again or calls {@link #stop}.
     */
    ActAnswer start(GangOrder order);

    /**
     * Deletes what exists of an attempt: its pods, with so many seconds to save themselves; and, by a later call, once none of them is
     * there that has not ended, its Service and its files. Pods with the metering finalizer stay until it is released.
     *
     * @param ended uids of pods that have ended by themselves: their logs stay readable until the job is deleted
     */
    ActAnswer stop(AttemptKey attempt, long graceSeconds, Set<String> ended);

    /** As the other, of all pods. */
    default ActAnswer stop(AttemptKey attempt, long graceSeconds) {
        return stop(attempt, graceSeconds, Set.of());
    }

    /**
     * Tells the workers of an attempt by when they must have saved themselves, by the annotation that each sees as a file.
     *
     * @param byMillis milliseconds since 1970
     * @param told uids of pods that know it, or have ended
     */
    ActAnswer signal(AttemptKey attempt, long byMillis, Set<String> told);

    /** Deletes a job that is over, if it is still the one of that uid; one that is gone is done. */
    ActAnswer remove(JobId job);

    /** Deletes an inquiry whose time is over, if it is still the one of that uid; one that is gone is done. */
    ActAnswer removeInquiry(String namespace, String name, String uid);

    /**
     * Takes the metering finalizer off a pod, if it is still the pod of that uid. A pod that is gone, is another one or has no
     * such finalizer is done.
     */
    ActAnswer releaseFinalizer(String namespace, String podName, String podUid);

    /**
     * Deletes what a former leader created late: pods that are still metered, Services and files, that have no live intent
     * and an older epoch than this actor's.
     *
     * @param live every attempt with a live intent, read after this actor's epoch was minted
     */
    Swept sweep(SortedSet<AttemptMark> live);

    /** Gives one of an attempt's files, made by {@link #start}, another text; done when it has that text already. */
    ActAnswer writeFile(AttemptKey attempt, String file, String text);

    /** Looks whether something is there that a job names; asks the cluster each time. */
    Presence presence(NamedObject object);
}
