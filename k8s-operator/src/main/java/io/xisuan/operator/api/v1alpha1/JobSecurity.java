package io.xisuan.operator.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Max;
import io.fabric8.generator.annotation.Min;
import org.jspecify.annotations.Nullable;

/** What a worker needs beyond the restricted profile. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record JobSecurity(
        @Nullable
        @JsonPropertyDescription(
                "True gives workers the capability IPC_LOCK, which RDMA needs; the site must allow it.")
        Boolean ipcLock,

        @Min(1)
        @Max(2147483647)
        @Nullable
        @JsonPropertyDescription(
                "The number of the user that workers run as; absent means the image's own, never root.")
        Long runAsUser) {}
