package io.xisuan.operator.loop;

import io.xisuan.billing.store.Intent;
import io.xisuan.model.JobId;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What is known of live attempts beside their intents.
 *
 * @param began when a gang began to run, where it did; its expected end counts from there
 * @param leaving who leaves, when, and how often a job was interrupted; empty where nobody asks for it
 */
record Runs(SortedMap<JobId, Long> began, Optional<Leaving> leaving) {
    /** Nothing is known. */
    static final Runs NONE = new Runs(new TreeMap<>(), Optional.empty());

    Runs {
        began = Collections.unmodifiableSortedMap(new TreeMap<>(began));
    }

    static Runs of(List<Intent> live, Gangs gangs, Leaving leaving) {
        SortedMap<JobId, Long> began = new TreeMap<>();
        for (Intent intent : live) {
            gangs.of(intent)
                    .runningSince()
                    .ifPresent(at -> began.put(intent.attempt().job(), at));
        }
        return new Runs(began, Optional.of(leaving));
    }

    OptionalLong beganMillis(Intent intent) {
        Long at = began.get(intent.attempt().job());
        return at == null ? OptionalLong.empty() : OptionalLong.of(at);
    }

    OptionalLong leavesMillis(Intent intent, long graceMillis) {
        return leaving.map(known -> known.leavesMillis(intent.attempt(), graceMillis))
                .orElseGet(OptionalLong::empty);
    }

    int interruptions(Intent intent) {
        return leaving.map(known -> known.interruptions(intent.attempt().job())).orElse(0);
    }
}
