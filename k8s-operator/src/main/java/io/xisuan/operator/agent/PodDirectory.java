package io.xisuan.operator.agent;

import java.util.Collections;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;

/** Where the pods behind names are looked up. */
public interface PodDirectory {
    /** What a look-up gave. */
    sealed interface Answer {
        /** The pods of those names that exist, read after the question was asked. */
        record Found(SortedMap<PodName, ApiPod> pods) implements Answer {
            public Found {
                pods = Collections.unmodifiableSortedMap(new TreeMap<>(pods));
            }
        }

        /** No answer, and why. */
        record Unreachable(String reason) implements Answer {}

        /** The agent was told to ask nobody. */
        record NotAsked() implements Answer {}
    }

    /** Returns the pods of the names as they are now, not as a cache has them. */
    Answer find(SortedSet<PodName> names);

    /** Returns the directory of an agent that asks nobody. */
    static PodDirectory none() {
        return names -> new Answer.NotAsked();
    }
}
