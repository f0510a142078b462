package io.xisuan.scheduler;

import io.xisuan.model.JobId;
import io.xisuan.model.NodeName;
import io.xisuan.model.SiteId;
import io.xisuan.scheduler.cluster.ClusterState;
import io.xisuan.scheduler.cluster.HeadroomStep;
import io.xisuan.scheduler.cluster.NodeLoad;
import io.xisuan.scheduler.cluster.SiteShape;
import io.xisuan.scheduler.demand.DeviceType;
import io.xisuan.scheduler.demand.JobRequest;

/** What might be different, for a question of "what if". */
public sealed interface Change {
    /** A further job waits; one of the same id is replaced. */
    record Submit(JobRequest job) implements Change {}

    /** A waiting job is withdrawn. */
    record Withdraw(JobId job) implements Change {}

    /** A running job ends now. */
    record End(JobId job) implements Change {}

    /** A node takes no new workers, or takes them again. */
    record Cordon(SiteId site, NodeName node, boolean on) implements Change {}

    /** A node is lost, or is back. */
    record Lose(SiteId site, NodeName node, boolean on) implements Change {}

    /** The owner's pods hold something else of a node. */
    record Background(SiteId site, NodeName node, NodeLoad load) implements Change {}

    /** A site keeps another number of devices for its own users. */
    record Headroom(SiteId site, DeviceType type, int devices) implements Change {}

    /** Other prices, programmes or balances. */
    record Prices(CostModel costs) implements Change {}

    /** It is later: sites keep what their calendars say for then. */
    record At(long nowMillis) implements Change {}

    /** Other queues, limits, weights or past use. */
    record Sharing(Tenancy tenancy) implements Change {}

    /** Applies what concerns the state; the caller goes back to a checkpoint of it. */
    default void applyTo(ClusterState state) {
        switch (this) {
            case End(JobId job) -> state.end(job);
            case Cordon(SiteId site, NodeName node, boolean on) -> state.setCordoned(site, node, on);
            case Lose(SiteId site, NodeName node, boolean on) -> state.setLost(site, node, on);
            case Background(SiteId site, NodeName node, NodeLoad load) -> state.setBackground(site, node, load);
            case Headroom(SiteId site, DeviceType type, int devices) -> state.setHeadroom(site, type, devices);
            case Submit submit -> {}
            case Withdraw withdraw -> {}
            case Prices prices -> {}
            case At(long nowMillis) -> keepWhatCalendarsSay(state, nowMillis);
            case Sharing sharing -> {}
        }
    }

    private static void keepWhatCalendarsSay(ClusterState state, long nowMillis) {
        for (SiteShape site : state.sites()) {
            for (HeadroomStep step : site.calendar()) {
                if (step.fromMillis() <= nowMillis) {
                    state.setHeadroom(site.id(), step.type(), step.devices());
                }
            }
        }
    }

    /** Returns the situation with what concerns the rest of it. */
    default Scheduler.Situation appliedTo(Scheduler.Situation situation) {
        return switch (this) {
            case Submit(JobRequest job) -> situation.without(job.id()).waiting(job);
            case Withdraw(JobId job) -> situation.without(job);
            case Prices(CostModel costs) -> situation.priced(costs);
            case At(long nowMillis) -> situation.at(nowMillis);
            case Sharing(Tenancy tenancy) -> situation.shared(tenancy);
            case End end -> situation;
            case Cordon cordon -> situation;
            case Lose lose -> situation;
            case Background background -> situation;
            case Headroom headroom -> situation;
        };
    }
}
