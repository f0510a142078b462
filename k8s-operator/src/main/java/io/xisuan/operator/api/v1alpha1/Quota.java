package io.xisuan.operator.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Max;
import io.fabric8.generator.annotation.Min;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import org.jspecify.annotations.Nullable;

/** A tenant's share of all devices: what it is guaranteed, may not pass, and how it shares the rest. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Quota(
        @Pattern(Patterns.NAME)
        @Size(max = 63)
        @Nullable
        @JsonPropertyDescription("The tenant whose quota this one is a part of; absent means that it stands by itself.")
        String parent,

        @Required
        @Min(0)
        @Max(1000000)
        @JsonPropertyDescription("Devices that the tenant gets before others that are beyond their guarantees.")
        int guaranteed,

        @Required
        @Min(0)
        @Max(1000000)
        @JsonPropertyDescription("Devices that the tenant may hold at one time at most.")
        int limit,

        @Required
        @Min(1)
        @Max(1000)
        @JsonPropertyDescription(
                "The part of what is beyond all guarantees: one with weight 2 gets twice as much as one with weight 1.")
        int weight) {}
