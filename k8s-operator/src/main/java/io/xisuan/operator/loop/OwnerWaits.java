package io.xisuan.operator.loop;

import io.xisuan.model.SiteId;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Since when places are kept for pods of owners. One that is still not bound when everybody has left and kube-scheduler has looked again
 * lacks something else than devices: its place is given back, and nobody leaves for it any more. Kept in memory: a new leader waits as
 * long anew.
 */
final class OwnerWaits {
    /** kube-scheduler looks again at a pod that it found no place for after five minutes at the latest. */
    static final long MARGIN_MILLIS = 360_000;

    private final SortedMap<String, Wait> waits = new TreeMap<>();

    private record Wait(SiteId site, long untilMillis) {}

    /** Notes that a place is kept for a pod; the first note counts. */
    void kept(String pod, SiteId site, long withinMillis, long nowMillis) {
        waits.putIfAbsent(pod, new Wait(site, nowMillis + withinMillis + MARGIN_MILLIS));
    }

    boolean isGivenBack(String pod, long nowMillis) {
        Wait wait = waits.get(pod);
        return wait != null && nowMillis >= wait.untilMillis();
    }

    /** Forgets pods that wait no longer. */
    void keepOnly(Set<String> waiting) {
        waits.keySet().retainAll(waiting);
    }

    /** Returns for each site what is said of the pods whose places were given back. */
    SortedMap<SiteId, String> givenBack(long nowMillis) {
        TreeMap<SiteId, String> said = new TreeMap<>();
        waits.forEach((pod, wait) -> {
            if (nowMillis >= wait.untilMillis()) {
                said.merge(
                        wait.site(),
                        "devices were kept for pod %s, which stays unschedulable for another reason, and are for sale again"
                                .formatted(pod.substring(pod.indexOf(' ') + 1)),
                        (one, other) -> one + "; " + other);
            }
        });
        return said;
    }
}
