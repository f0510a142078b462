package io.xisuan.operator.observe;

import java.util.Set;

/** What the loop sees of one cluster. */
public interface ClusterView {
    /** Returns what is known now; the same object as before when nothing has changed. */
    ObservedCluster snapshot();

    /** Forgets pods that are gone, by uid, once their time is accounted for. */
    void acknowledge(Set<String> uids);

    /** Returns how the watches get on. */
    ObserverHealth health();
}
