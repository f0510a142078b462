package io.xisuan.operator.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonProperty;

/** How the processes of a gang find each other. */
public enum Launcher {
    /** By MASTER_ADDR and its like, as torchrun and most frameworks take them. */
    @JsonProperty("torchrun")
    TORCHRUN,

    /** Also by a host file, for mpirun. */
    @JsonProperty("mpi")
    MPI,

    /** Also by a rank table, for collective communication on Ascend. */
    @JsonProperty("rankTable")
    RANK_TABLE
}
