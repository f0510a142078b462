package io.xisuan.operator.loop;

import io.xisuan.billing.store.Intent;
import io.xisuan.billing.store.PlannedWorker;
import io.xisuan.operator.device.DevicePart;
import io.xisuan.operator.device.Seat;
import io.xisuan.operator.market.Assembled;
import io.xisuan.operator.translate.JobOrder;
import io.xisuan.scheduler.cluster.Allocation;
import io.xisuan.scheduler.cluster.ClusterState;
import io.xisuan.scheduler.cluster.DeviceMode;
import io.xisuan.scheduler.cluster.NodeLoad;
import io.xisuan.scheduler.cluster.NodeShape;
import io.xisuan.scheduler.cluster.RunningJob;
import io.xisuan.scheduler.cluster.WorkerPlacement;
import io.xisuan.scheduler.demand.Accelerators;
import io.xisuan.scheduler.demand.DeviceType;
import io.xisuan.scheduler.demand.Gang;
import io.xisuan.scheduler.demand.JobRequest;
import io.xisuan.scheduler.demand.Role;
import io.xisuan.scheduler.demand.Times;
import io.xisuan.scheduler.demand.Variant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What there is to plan with: the nodes as observed, less what live intents hold. Live intents are the assumed capacity, whether
 * their pods are seen yet or not.
 */
record Capacity(ClusterState state) {
    private static final Logger LOG = LoggerFactory.getLogger(Capacity.class);

    static Capacity of(Assembled market, List<Intent> live, Runs runs, long nowMillis) {
        List<NodeShape> bare = market.nodes().stream()
                .map(node -> node.withBackground(NodeLoad.NONE))
                .toList();
        // Ours first: an owner's pod that has just arrived may overlap what we hold, and that is no contradiction.
        ClusterState state = ClusterState.of(market.shapes(), bare);
        TreeSet<String> misfits = new TreeSet<>();
        for (Intent intent : live) {
            if (!started(state, market, intent, runs, nowMillis)) {
                intent.workers().forEach(worker -> misfits.add(intent.site() + "/" + worker.node()));
            }
        }
        for (NodeShape node : market.nodes()) {
            boolean misfit = misfits.contains(node.site() + "/" + node.name());
            NodeLoad held = misfit ? node.whole() : node.background();
            state.setBackground(node.site(), node.name(), held);
            if (node.traits().mode() != DeviceMode.WHOLE && held.equals(node.whole())) {
                // What is left of devices that we hold parts of is not to be had either.
                state.setCordoned(node.site(), node.name(), true);
            }
        }
        return new Capacity(state);
    }

    /**
     * Gives an attempt what it holds, and says whether that is still there: a node may have lost devices, changed its label or gone
     * while the attempt runs on it. Then nothing of its nodes is free until the attempt is over.
     */
    private static boolean started(ClusterState state, Assembled market, Intent intent, Runs runs, long nowMillis) {
        try {
            state.start(running(market, intent, runs, nowMillis));
            return true;
        } catch (IllegalStateException | IllegalArgumentException changed) {
            LOG.debug("{} no longer fits where it is: {}", intent.attempt(), changed.getMessage());
            return false;
        }
    }

    private static RunningJob running(Assembled market, Intent intent, Runs runs, long nowMillis) {
        long sinceMillis = runs.beganMillis(intent).orElse(nowMillis);
        JobRequest request = Optional.ofNullable(
                        market.orders().get(intent.attempt().job()))
                .map(JobOrder::request)
                .orElseGet(() -> unknown(intent, sinceMillis));
        Gang placed = placed(request.gang(), intent.workers().size());
        boolean resizable = request.gang().isElastic()
                && runs.beganMillis(intent).isPresent()
                && request.interruption().preemptible()
                && request.interruption().graceMillis() > 0;
        return new RunningJob(
                resizable ? request : request.as(placed),
                allocation(intent, placed),
                sinceMillis,
                sinceMillis + intent.estimateMillis(),
                runs.leavesMillis(intent, request.interruption().graceMillis()),
                runs.interruptions(intent));
    }

    /** Returns the gang with as many workers as run, also where its tenant has since asked for others. */
    static Gang placed(Gang wished, int workers) {
        Role role = wished.roles().getFirst();
        return wished.isUniform() && role.maxWorkers() != workers ? Gang.of(workers, role.shape()) : wished.largest();
    }

    /** A job whose resource was deleted still holds its devices; what CPU and memory it asked for is no longer known. */
    private static JobRequest unknown(Intent intent, long sinceMillis) {
        return JobRequest.of(
                intent.attempt().job(),
                intent.tenant(),
                Gang.of(intent.workers().size(), DevicePart.worker(each(intent), 0, 0)),
                List.of(Variant.of(new DeviceType(intent.acceleratorModelId()))),
                Times.of(sinceMillis, Math.max(1, intent.estimateMillis())));
    }

    private static Accelerators each(Intent intent) {
        return DevicePart.parse(intent.share(), intent.devicesPerWorker());
    }

    private static Allocation allocation(Intent intent, Gang gang) {
        List<WorkerPlacement> workers = new ArrayList<>();
        int whole = each(intent).wholeDevices();
        for (PlannedWorker worker : intent.workers()) {
            Seat seat = Seat.parse(worker.seat());
            workers.add(new WorkerPlacement(worker.rank(), worker.node(), whole, seat.slot(), seat.start()));
        }
        return new Allocation(
                intent.attempt().job(), intent.site(), new DeviceType(intent.acceleratorModelId()), gang, workers);
    }
}
