package io.xisuan.scheduler;

import io.xisuan.model.SiteId;
import io.xisuan.scheduler.demand.JobRequest;
import io.xisuan.scheduler.demand.Variant;
import io.xisuan.scheduler.plan.Cost;
import io.xisuan.scheduler.plan.Decision;
import java.util.List;

/**
 * Net prices as data: what a job costs at a site, given balances that the cycle draws down itself.
 *
 * <p>An implementation is immutable and answers the same question always the same way. {@link #cost} is asked for
 * places where the job fits now, and for places that a waiting job might get a reservation at.
 */
public interface CostModel {
    /** Returns what the job costs when it starts there then and runs as long as it is expected to. */
    Cost cost(JobRequest job, SiteId site, Variant variant, long startMillis);

    /**
     * Returns the instants within {@code [fromMillis, toMillis)} at which a price of the site changes, in their order; a job that
     * may wait is asked for at these too.
     */
    default List<Long> priceChanges(SiteId site, long fromMillis, long toMillis) {
        return List.of();
    }

    /**
     * Returns the model for the rest of the cycle, with what this start uses of vouchers, caps and pools taken off, so that
     * no two starts of one plan count on the same fen.
     */
    CostModel started(Decision.Start start);
}
