package io.xisuan.operator.loop;

import io.xisuan.billing.store.Intent;
import io.xisuan.billing.store.StopRecord;
import io.xisuan.billing.store.Store;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** What became of each job, read from the store once and kept up to date by what the loop itself writes there. */
final class JobRecords {
    private final Store store;
    private final TreeMap<String, JobRecord> byUid = new TreeMap<>();
    private long changes;
    private Optional<List<Intent>> live = Optional.empty();

    JobRecords(Store store) {
        this.store = store;
        read(store.liveIntents().stream()
                .map(intent -> intent.attempt().job().uid())
                .toList());
    }

    /** Reads what is not known yet of these jobs, together. */
    void read(Collection<String> jobUids) {
        List<String> unknown =
                jobUids.stream().filter(uid -> !byUid.containsKey(uid)).toList();
        if (!unknown.isEmpty()) {
            Map<String, List<StopRecord>> stopped = store.stops().ofJobs(unknown);
            store.intents(unknown)
                    .forEach((uid, stored) ->
                            byUid.put(uid, new JobRecord(stored, stopped.getOrDefault(uid, List.of()))));
            live = Optional.empty();
        }
    }

    JobRecord of(String jobUid) {
        JobRecord known = byUid.get(jobUid);
        if (known == null) {
            List<Intent> stored = store.intents(jobUid);
            // Only a job that was placed before can have been told to stop.
            known = new JobRecord(
                    stored, stored.isEmpty() ? List.of() : store.stops().ofJob(jobUid));
            byUid.put(jobUid, known);
            live = Optional.empty();
        }
        return known;
    }

    /** Notes an order to stop that was stored, or how the attempt left. */
    void put(StopRecord stop) {
        of(stop.order().attempt().job().uid()).put(stop);
        changes++;
    }

    void put(Intent intent) {
        of(intent.attempt().job().uid()).put(intent);
        changes++;
        live = Optional.empty();
    }

    /** Returns the live intents, in order of attempt. */
    List<Intent> live() {
        List<Intent> known = live.orElseGet(() -> byUid.values().stream()
                .flatMap(record -> record.live().stream())
                .sorted(Comparator.comparing(Intent::attempt))
                .toList());
        live = Optional.of(known);
        return known;
    }

    /** Returns what is known of every job. */
    Collection<JobRecord> all() {
        return Collections.unmodifiableCollection(byUid.values());
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
