package io.xisuan.operator.loop;

import io.xisuan.billing.store.Intent;
import io.xisuan.billing.store.Store;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;

/** What became of each job, read from the store once and kept up to date by what the loop itself writes there. */
final class JobRecords {
    private final Store store;
    private final TreeMap<String, JobRecord> byUid = new TreeMap<>();
    private long changes;

    JobRecords(Store store) {
        this.store = store;
        store.liveIntents().forEach(intent -> of(intent.attempt().job().uid()));
    }

    JobRecord of(String jobUid) {
        return byUid.computeIfAbsent(jobUid, uid -> new JobRecord(store.intents(uid)));
    }

    void put(Intent intent) {
        of(intent.attempt().job().uid()).put(intent);
        changes++;
    }

    /** Returns the live intents, in order of attempt. */
    List<Intent> live() {
        List<Intent> live = new ArrayList<>();
        byUid.values().forEach(record -> record.live().ifPresent(live::add));
        live.sort((a, b) -> a.attempt().compareTo(b.attempt()));
        return List.copyOf(live);
    }

    /** Returns a number that grows with every change. */
    long changes() {
        return changes;
    }

    /** Forgets jobs that no one asks for any more; they can be read again. */
    void keepOnly(java.util.Set<String> wantedUids) {
        byUid.entrySet()
                .removeIf(entry -> !wantedUids.contains(entry.getKey())
                        && entry.getValue().live().isEmpty());
    }
}
