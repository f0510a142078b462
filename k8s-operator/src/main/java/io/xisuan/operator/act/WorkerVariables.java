package io.xisuan.operator.act;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;

/**
 * The variables that tell a worker its place in the gang, in the words of PyTorch: {@code WORLD_SIZE} and {@code RANK}
 * count processes, one a device; {@code NNODES} and {@code NODE_RANK} count workers. The {@code PET_} ones are what
 * {@code torchrun} takes as its options. What mpirun and HCCL read comes with their launchers.
 */
final class WorkerVariables {
    static final int MASTER_PORT = 29500;

    /** mpirun starts what it needs on the others by ssh; a worker may be up a moment later than the first. */
    private static final String SSH_PATIENCE = "-o ConnectionAttempts=10";

    /** Read by libraries inside the container, which can only leave out devices that it was given. */
    private static final List<String> NARROWING =
            List.of("CUDA_VISIBLE_DEVICES", "HIP_VISIBLE_DEVICES", "ROCR_VISIBLE_DEVICES");

    /** By which container runtimes hand out devices, or their partitioning, to a pod that nobody gave them to. */
    private static final List<String> EXPOSING = List.of("NVIDIA_MIG_CONFIG_DEVICES", "NVIDIA_MIG_MONITOR_DEVICES");

    /** By which HAMi's library in the container is told the limits of a share, or not to keep them; beginnings of names. */
    private static final List<String> UNDOING = List.of(
            "CUDA_DISABLE_CONTROL",
            "GPU_CORE_UTILIZATION_POLICY",
            "CUDA_OVERSUBSCRIBE",
            "CUDA_DEVICE_MEMORY_",
            "CUDA_DEVICE_SM_LIMIT");

    private WorkerVariables() {}

    /** Returns the first variable of a worker that would expose devices or undo the limits of a share, if it sets one. */
    static Optional<String> exposing(WorkerShape worker) {
        return worker.program().env().keySet().stream()
                .filter(WorkerVariables::exposes)
                .findFirst();
    }

    private static boolean exposes(String name) {
        boolean visible = name.endsWith("_VISIBLE_DEVICES") && !NARROWING.contains(name);
        return visible || EXPOSING.contains(name) || UNDOING.stream().anyMatch(name::startsWith);
    }

    /** Returns what one worker's container is given: ours first, then the tenant's, which stand where both set one. */
    static SequencedMap<String, VariableValue> of(GangOrder order, int rank) {
        SequencedMap<String, String> ours = new LinkedHashMap<>();
        place(ours, order, rank);
        launcher(ours, order);
        ours.put("XISUAN_ATTEMPT", Integer.toString(order.attempt().attempt()));
        if (order.attempt().attempt() > 1) {
            // An earlier attempt may have left a checkpoint.
            ours.put("XISUAN_RESUME", "true");
        }
        if (order.worker().stopFile()) {
            ours.put("XISUAN_STOP_FILE", GangFiles.STOP);
        }
        SequencedMap<String, VariableValue> variables = new LinkedHashMap<>();
        ours.forEach((name, text) -> variables.put(name, new VariableValue.Text(text)));
        variables.putAll(order.worker().program().env());
        return variables;
    }

    private static void place(SequencedMap<String, String> variables, GangOrder order, int rank) {
        int workers = order.pods().size();
        int devices = order.worker().devices();
        String master = workers == 1 ? "localhost" : GangNames.master(order.attempt());
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
    }

    /** Names as the MPI Operator of Kubeflow sets them for the three MPIs; Open MPI 5 reads those of Open MPI 4 too. */
    private static void launcher(SequencedMap<String, String> variables, GangOrder order) {
        switch (order.worker().launcher()) {
            case TORCHRUN -> {}
            case MPI -> {
                String machines = GangFiles.FOLDER + "/" + GangFiles.MACHINEFILE;
                variables.put("OMPI_MCA_orte_default_hostfile", GangFiles.FOLDER + "/" + GangFiles.HOSTFILE);
                variables.put("OMPI_MCA_orte_keep_fqdn_hostnames", "true");
                variables.put("OMPI_MCA_plm_rsh_args", SSH_PATIENCE);
                variables.put("I_MPI_HYDRA_HOST_FILE", machines);
                variables.put("I_MPI_HYDRA_BOOTSTRAP_EXEC_EXTRA_ARGS", SSH_PATIENCE);
                variables.put("HYDRA_HOST_FILE", machines);
                variables.put("HYDRA_LAUNCH_EXTRA_ARGS", SSH_PATIENCE);
            }
            case RANK_TABLE -> {
                variables.put("RANK_TABLE_FILE", GangFiles.RANK_TABLE_FOLDER + "/" + RankTable.FILE);
                variables.put(
                        "RANK_SIZE",
                        Integer.toString(Math.multiplyExact(
                                order.pods().size(), order.worker().devices())));
            }
        }
    }
}
