package io.xisuan.operator.loop;

import io.xisuan.billing.store.Store;
import io.xisuan.model.ClusterId;
import io.xisuan.operator.metering.journal.UsageJournal;
import io.xisuan.operator.metering.live.LiveMeter;
import io.xisuan.operator.reconcile.WishWatcher;
import io.xisuan.operator.report.Events;
import io.xisuan.operator.report.StatusBoard;
import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/** What the loop works with, each part opened and caught up. */
record Parts(
        Store store,
        long epoch,
        UsageJournal journal,
        SortedMap<ClusterId, ClusterLink> clusters,
        WishWatcher watcher,
        StatusBoard board,
        Events events,
        LiveMeter meter,
        JobRecords jobs,
        AttemptTimes times,
        long ledSinceMillis,
        Limits limits) {
    Parts {
        clusters = Collections.unmodifiableSortedMap(new TreeMap<>(clusters));
    }
}
