package io.xisuan.operator.loop;

import io.xisuan.billing.store.Intent;
import io.xisuan.billing.store.IntentState;
import io.xisuan.billing.store.Outage;
import io.xisuan.billing.store.OutageBook;
import io.xisuan.model.ClusterId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What ran past its money while nobody watched: a tenant that chose to pause or stop then does not pay for it, the provider bears it.
 * Found by the first look of each leader and by its first after each time in which it led but saw nothing, stored before anything is
 * metered by it, and said to the meters again by the next leader.
 *
 * <p>A leader that watches orders the end in time, so there is nothing to be found in between. Whoever was told to stop before the
 * absence and lingered is measured as usual.
 */
final class OutageDesk {
    private static final Logger LOG = LoggerFactory.getLogger(OutageDesk.class);

    /** Who has not watched for so long may have missed the end of somebody's money: less than the grace that an order leaves. */
    static final long BLIND_MILLIS = 10_000;

    private final OutageBook book;
    private final long epoch;
    private final JobRecords jobs;
    private final HoldDesk holds;
    private final Map<ClusterId, ClusterLink> clusters;
    /** When the last step saw all and watched the holds; nothing is metered or ended by half a sight. */
    private OptionalLong watchedMillis = OptionalLong.empty();

    OutageDesk(Parts parts, HoldDesk holds) {
        this.book = new OutageBook(parts.store());
        this.epoch = parts.epoch();
        this.jobs = parts.jobs();
        this.holds = holds;
        this.clusters = Map.copyOf(parts.clusters());
    }

    /** Looks before the first metering, and before the first one after holds were not watched for a while. */
    void tend(Sight sight) {
        OptionalLong before = watchedMillis;
        if (before.isEmpty() || sight.nowMillis() - before.getAsLong() > BLIND_MILLIS) {
            look(sight);
        }
        watchedMillis = OptionalLong.of(sight.nowMillis());
    }

    private void look(Sight sight) {
        List<Outage> known = book.live();
        Set<String> noted =
                known.stream().map(outage -> outage.attempt().job().uid()).collect(Collectors.toSet());
        List<Outage> found = new ArrayList<>();
        for (Intent intent : jobs.live()) {
            String uid = intent.attempt().job().uid();
            if (intent.state() == IntentState.OBSERVED
                    && !noted.contains(uid)
                    && jobs.of(uid).order().isEmpty()) {
                holds.paidUntil(intent, sight)
                        .ifPresent(from -> found.add(new Outage(intent.attempt(), from, sight.nowMillis())));
            }
        }
        if (!found.isEmpty()) {
            book.note(epoch, found);
        }
        found.forEach(outage -> LOG.warn(
                "{} ran past its money while no operator watched: its time from {} on is not billed",
                outage.attempt(),
                Instant.ofEpochMilli(outage.fromMillis())));
        known.forEach(this::tell);
        found.forEach(this::tell);
    }

    private void tell(Outage outage) {
        jobs.of(outage.attempt().job().uid())
                .live()
                .map(intent -> clusters.get(intent.cluster()))
                .ifPresent(link -> link.meter().outage(outage.attempt(), outage.fromMillis()));
    }
}
