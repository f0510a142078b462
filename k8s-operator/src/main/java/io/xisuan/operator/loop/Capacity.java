package io.xisuan.operator.loop;

import io.xisuan.billing.store.Intent;
import io.xisuan.billing.store.PlannedWorker;
import io.xisuan.model.JobId;
import io.xisuan.operator.market.Assembled;
import io.xisuan.operator.translate.JobOrder;
import io.xisuan.scheduler.cluster.Allocation;
import io.xisuan.scheduler.cluster.ClusterState;
import io.xisuan.scheduler.cluster.NodeLoad;
import io.xisuan.scheduler.cluster.NodeShape;
import io.xisuan.scheduler.cluster.RunningJob;
import io.xisuan.scheduler.cluster.WorkerPlacement;
import io.xisuan.scheduler.demand.DeviceType;
import io.xisuan.scheduler.demand.Gang;
import io.xisuan.scheduler.demand.JobRequest;
import io.xisuan.scheduler.demand.Times;
import io.xisuan.scheduler.demand.Variant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeSet;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What there is to plan with: the nodes as observed, less what live intents hold. Live intents are the assumed capacity, whether
 * their pods are seen yet or not.
 */
record Capacity(ClusterState state) {
    private static final Logger LOG = LoggerFactory.getLogger(Capacity.class);

    /**
     * @param began when an attempt began to run, where it did; its expected end counts from there
     */
    static Capacity of(Assembled market, List<Intent> live, SortedMap<JobId, Long> began, long nowMillis) {
        List<NodeShape> bare = market.nodes().stream()
                .map(node -> node.withBackground(NodeLoad.NONE))
                .toList();
        // Ours first: an owner's pod that has just arrived may overlap what we hold, and that is no contradiction.
        ClusterState state = ClusterState.of(market.shapes(), bare);
        TreeSet<String> misfits = new TreeSet<>();
        for (Intent intent : live) {
            if (!started(
                    state, market, intent, began.getOrDefault(intent.attempt().job(), nowMillis))) {
                intent.workers().forEach(worker -> misfits.add(intent.site() + "/" + worker.node()));
            }
        }
        for (NodeShape node : market.nodes()) {
            boolean misfit = misfits.contains(node.site() + "/" + node.name());
            NodeLoad held = misfit ? node.whole() : node.background();
            state.setBackground(node.site(), node.name(), held);
        }
        return new Capacity(state);
    }

    /**
     * Gives an attempt what it holds, and says whether that is still there: a node may have lost devices, changed its label or gone
     * while the attempt runs on it. Then nothing of its nodes is free until the attempt is over.
     */
    private static boolean started(ClusterState state, Assembled market, Intent intent, long sinceMillis) {
        try {
            Optional<JobOrder> order =
                    Optional.ofNullable(market.orders().get(intent.attempt().job()));
            JobRequest request = order.map(JobOrder::request).orElseGet(() -> unknown(intent, sinceMillis));
            state.start(RunningJob.of(
                    request, allocation(intent, request.gang()), sinceMillis, sinceMillis + intent.estimateMillis()));
            return true;
        } catch (IllegalStateException | IllegalArgumentException changed) {
            LOG.debug("{} no longer fits where it is: {}", intent.attempt(), changed.getMessage());
            return false;
        }
    }

    /** A job whose resource was deleted still holds its devices; what CPU and memory it asked for is no longer known. */
    private static JobRequest unknown(Intent intent, long sinceMillis) {
        return JobRequest.of(
                intent.attempt().job(),
                intent.tenant(),
                Gang.ofDevices(intent.workers().size(), intent.devicesPerWorker()),
                List.of(Variant.of(new DeviceType(intent.acceleratorModelId()))),
                Times.of(sinceMillis, Math.max(1, intent.estimateMillis())));
    }

    private static Allocation allocation(Intent intent, Gang gang) {
        List<WorkerPlacement> workers = new ArrayList<>();
        for (PlannedWorker worker : intent.workers()) {
            workers.add(new WorkerPlacement(worker.rank(), worker.node(), intent.devicesPerWorker()));
        }
        return new Allocation(
                intent.attempt().job(), intent.site(), new DeviceType(intent.acceleratorModelId()), gang, workers);
    }
}
