package io.xisuan.operator.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Size;
import org.jspecify.annotations.Nullable;

/** What a worker needs beside its devices, as Kubernetes quantities. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record WorkerResources(
        @Pattern(Patterns.QUANTITY)
        @Size(max = 16)
        @Nullable
        @JsonPropertyDescription("Cores as a Kubernetes quantity, as 96 or 500m.")
        String cpu,

        @Pattern(Patterns.QUANTITY)
        @Size(max = 16)
        @Nullable
        @JsonPropertyDescription("Memory as a Kubernetes quantity, as 512Gi.")
        String memory,

        @Pattern(Patterns.QUANTITY)
        @Size(max = 16)
        @Nullable
        @JsonPropertyDescription(
                "The size of /dev/shm, as 64Gi; it counts as memory of the pod. Data loaders of PyTorch need more than the 64 MiB of a plain container.")
        String sharedMemory) {}
