package io.xisuan.operator.agent;

import java.util.Collections;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Which pod was behind a name when the API server last said so, with what it held then: as long as a listing is the same in every
 * read, it is likely the same pod, which is said and not proved.
 */
record PodMemory(SortedMap<PodName, Remembered> pods) {
    /** A pod as it was when it was proved. */
    record Remembered(PodResources listed, ApiPod pod) {}

    static final PodMemory EMPTY = new PodMemory(new TreeMap<>());

    PodMemory {
        pods = Collections.unmodifiableSortedMap(new TreeMap<>(pods));
    }

    /** Returns the pod of a listing that has not changed since it was proved. */
    Optional<ApiPod> of(PodResources listed) {
        return Optional.ofNullable(pods.get(new PodName(listed.namespace(), listed.name())))
                .filter(remembered -> remembered.listed().equals(listed))
                .map(Remembered::pod);
    }
}
