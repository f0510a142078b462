package io.xisuan.operator.loop;

import io.xisuan.billing.store.Store;
import io.xisuan.model.ClusterId;
import io.xisuan.operator.act.ClusterActs;
import io.xisuan.operator.metering.journal.UsageJournal;
import io.xisuan.operator.reconcile.WishSource;
import io.xisuan.operator.report.Events;
import io.xisuan.operator.report.StatusBoard;
import java.util.Collections;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.UnaryOperator;

/** What the loop works with, each part opened and caught up. */
record Parts(
        Store store,
        Leadership leadership,
        UsageJournal journal,
        SortedMap<ClusterId, ClusterLink> clusters,
        WishSource watcher,
        StatusBoard board,
        Events events,
        JobRecords jobs,
        AttemptTimes times,
        Remarks remarks,
        Limits limits,
        Optional<OutsideDesk> outside,
        Optional<Asking> asking,
        Figures figures,
        Optional<NoticeDesk> notices) {
    /** Under which epoch this leader acts and writes, and since when. */
    record Leadership(long epoch, long sinceMillis) {}

    Parts {
        clusters = Collections.unmodifiableSortedMap(new TreeMap<>(clusters));
    }

    long epoch() {
        return leadership.epoch();
    }

    /** Returns the same, with other acts in place of each cluster's. */
    Parts acting(UnaryOperator<ClusterActs> acts) {
        SortedMap<ClusterId, ClusterLink> links = new TreeMap<>();
        clusters.forEach((id, link) ->
                links.put(id, new ClusterLink(link.id(), link.observer(), acts.apply(link.actor()), link.meter())));
        return new Parts(
                store,
                leadership,
                journal,
                links,
                watcher,
                board,
                events,
                jobs,
                times,
                remarks,
                limits,
                outside,
                asking,
                figures,
                notices);
    }
}
