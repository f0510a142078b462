package io.xisuan.operator.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Max;
import io.fabric8.generator.annotation.Min;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import org.jspecify.annotations.Nullable;

/** Network adapters for direct memory access that each worker asks for; the site must allow them. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record JobRdma(
        @Required
        @Size(min = 3, max = 128)
        @Pattern(Patterns.RESOURCE)
        @JsonPropertyDescription(
                "The extended resource of the adapters, as rdma/hca_shared_devices_a; one that the site allows.")
        String resource,

        @Required @Min(1) @Max(64) @JsonPropertyDescription("How many of it each worker gets.")
        int count,

        @Size(min = 1, max = 128)
        @Nullable
        @Pattern(Patterns.NETWORK)
        @JsonPropertyDescription(
                "The secondary network that each worker joins, as namespace/name of a NetworkAttachmentDefinition; one that the site allows.")
        String network) {}
