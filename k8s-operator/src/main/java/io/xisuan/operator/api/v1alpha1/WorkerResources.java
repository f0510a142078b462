package io.xisuan.operator.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Size;
import org.jspecify.annotations.Nullable;

/** What a worker needs beside its devices, as Kubernetes quantities. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record WorkerResources(
        @Pattern(Patterns.QUANTITY) @Size(max = 16) @Nullable
        String cpu,

        @Pattern(Patterns.QUANTITY) @Size(max = 16) @Nullable
        String memory,

        @Pattern(Patterns.QUANTITY) @Size(max = 16) @Nullable
        String sharedMemory) {}
