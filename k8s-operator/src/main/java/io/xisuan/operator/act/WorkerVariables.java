package io.xisuan.operator.act;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;

/**
 * The variables that tell a worker its place in the gang, in the words of PyTorch: {@code WORLD_SIZE} and {@code RANK}
 * count processes, one a device; {@code NNODES} and {@code NODE_RANK} count workers. The {@code PET_} ones are what
 * {@code torchrun} takes as its options.
 */
final class WorkerVariables {
    static final int MASTER_PORT = 29500;

    /** Variables by which container runtimes hand out devices that nobody gave to the pod. */
    private static final List<String> EXPOSING =
            List.of("NVIDIA_VISIBLE_DEVICES", "ASCEND_VISIBLE_DEVICES", "ASCEND_RT_VISIBLE_DEVICES");

    private WorkerVariables() {}

    /** Returns the first variable of a worker that would expose devices, if it sets one. */
    static Optional<String> exposing(WorkerShape worker) {
        return worker.env().keySet().stream().filter(EXPOSING::contains).findFirst();
    }

    /** Returns what one worker's container is given: ours first, then the tenant's, which stand where both set one. */
    static SequencedMap<String, String> of(GangOrder order, int rank) {
        int workers = order.pods().size();
        int devices = order.worker().devices();
        String master = workers == 1 ? "localhost" : GangNames.master(order.attempt());
        SequencedMap<String, String> variables = new LinkedHashMap<>();
        variables.put("MASTER_ADDR", master);
        variables.put("MASTER_PORT", Integer.toString(MASTER_PORT));
        variables.put("WORLD_SIZE", Integer.toString(Math.multiplyExact(workers, devices)));
        variables.put("RANK", Integer.toString(rank * devices));
        variables.put("LOCAL_WORLD_SIZE", Integer.toString(devices));
        variables.put("NNODES", Integer.toString(workers));
        variables.put("NODE_RANK", Integer.toString(rank));
        variables.put("PET_NNODES", Integer.toString(workers));
        variables.put("PET_NPROC_PER_NODE", Integer.toString(devices));
        variables.put("PET_NODE_RANK", Integer.toString(rank));
        variables.put("PET_MASTER_ADDR", master);
        variables.put("PET_MASTER_PORT", Integer.toString(MASTER_PORT));
        order.worker().env().forEach(variables::put);
        return variables;
    }
}
