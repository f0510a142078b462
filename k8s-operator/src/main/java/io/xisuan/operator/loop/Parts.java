package io.xisuan.operator.loop;

import io.xisuan.billing.store.Store;
import io.xisuan.model.ClusterId;
import io.xisuan.operator.metering.journal.UsageJournal;
import io.xisuan.operator.reconcile.WishWatcher;
import io.xisuan.operator.report.Events;
import io.xisuan.operator.report.StatusBoard;
import java.util.Collections;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** What the loop works with, each part opened and caught up. */
record Parts(
        Store store,
        Leadership leadership,
        UsageJournal journal,
        SortedMap<ClusterId, ClusterLink> clusters,
        WishWatcher watcher,
        StatusBoard board,
        Events events,
        JobRecords jobs,
        AttemptTimes times,
        Limits limits,
        Optional<OutsideDesk> outside,
        Optional<Asking> asking) {
    /** Under which epoch this leader acts and writes, and since when. */
    record Leadership(long epoch, long sinceMillis) {}

    Parts {
        clusters = Collections.unmodifiableSortedMap(new TreeMap<>(clusters));
    }

    long epoch() {
        return leadership.epoch();
    }
}
