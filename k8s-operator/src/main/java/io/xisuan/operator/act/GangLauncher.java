package io.xisuan.operator.act;

/** What starts the processes of a gang, and so what its pods are told of each other. */
public enum GangLauncher {
    /** PyTorch's torchrun, or anything that reads the variables of {@code torch.distributed}. */
    TORCHRUN,
    /** mpirun of Open MPI, MPICH or Intel MPI on the first worker: every worker finds files that name the hosts. */
    MPI,
    /** Ascend's HCCL with a rank table: every worker finds {@code hccl.json}. */
    RANK_TABLE
}
