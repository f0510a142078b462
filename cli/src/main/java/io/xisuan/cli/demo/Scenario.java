package io.xisuan.cli.demo;

import io.xisuan.model.BillingPeriod;
import io.xisuan.model.JobId;
import io.xisuan.model.SiteId;
import io.xisuan.operator.cycle.NetCosts;
import io.xisuan.operator.market.Assembled;
import io.xisuan.operator.market.DailyHeadroom;
import io.xisuan.scheduler.demand.JobRequest;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Everything the demo starts from, translated: nothing in it was planned, metered or priced yet.
 *
 * @param assembled the market, as the operator has it too
 * @param names the sites' Chinese names
 * @param ownerPods the pods of the sites' owners
 * @param headroom what each site keeps for its owner by time of day
 * @param jobs in order of submission, with how long each really runs
 */
record Scenario(
        BillingPeriod period,
        Assembled assembled,
        Map<SiteId, String> names,
        List<World.OwnerPod> ownerPods,
        DailyHeadroom headroom,
        List<DemoJob> jobs) {
    /**
     * One job and what only the world knows of it.
     *
     * @param runPerMille how long it really runs, in thousandths of its estimate
     */
    record DemoJob(JobRequest request, int runPerMille) {
        JobId id() {
            return request.id();
        }
    }

    Scenario {
        names = new TreeMap<>(names);
        ownerPods = List.copyOf(ownerPods);
        jobs = List.copyOf(jobs);
    }

    NetCosts.Market market() {
        return assembled.market();
    }
}
