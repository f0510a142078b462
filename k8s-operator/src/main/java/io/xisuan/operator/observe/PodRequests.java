package io.xisuan.operator.observe;

import java.util.List;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What a pod asks for as kube-scheduler counts it: all containers and sidecars together, or more where an init container needs more
 * while the sidecars before it run, and the pod's overhead on top.
 */
final class PodRequests {
    private PodRequests() {}

    /** Returns the effective request of every resource that the pod names, by name; zeros are left out. */
    static SortedMap<String, Long> of(NarrowPod.Spec spec) {
        SortedMap<String, Long> asked = new TreeMap<>();
        for (String resource : resources(spec)) {
            long amount = effective(spec, resource);
            if (amount > 0) {
                asked.put(resource, amount);
            }
        }
        return asked;
    }

    private static SortedSet<String> resources(NarrowPod.Spec spec) {
        TreeSet<String> names = new TreeSet<>(spec.overhead().keySet());
        for (List<NarrowPod.Container> containers : List.of(spec.containers(), spec.initContainers())) {
            for (NarrowPod.Container container : containers) {
                NarrowPod.Resources stated = container.resources();
                if (stated != null) {
                    names.addAll(stated.requests().keySet());
                    names.addAll(stated.limits().keySet());
                }
            }
        }
        return names;
    }

    private static long effective(NarrowPod.Spec spec, String resource) {
        long running = 0;
        for (NarrowPod.Container container : spec.containers()) {
            running += asked(container, resource);
        }
        long sidecars = 0;
        long starting = 0;
        for (NarrowPod.Container container : spec.initContainers()) {
            if ("Always".equals(container.restartPolicy())) {
                sidecars += asked(container, resource);
                starting = Math.max(starting, sidecars);
            } else {
                starting = Math.max(starting, sidecars + asked(container, resource));
            }
        }
        String overhead = spec.overhead().get(resource);
        return Math.max(running + sidecars, starting) + (overhead == null ? 0 : Quantities.asked(resource, overhead));
    }

    private static long asked(NarrowPod.Container container, String resource) {
        return container
                .request(resource)
                .map(text -> Quantities.asked(resource, text))
                .orElse(0L);
    }
}
