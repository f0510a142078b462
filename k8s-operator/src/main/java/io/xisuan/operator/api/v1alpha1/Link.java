package io.xisuan.operator.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Max;
import io.fabric8.generator.annotation.Min;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;

/** A network path from a site to another one. */
public record Link(
        @Required @Pattern(Patterns.NAME) @Size(max = 63) @JsonPropertyDescription("The site at the other end.")
        String site,

        @Required @Min(1) @Max(10000000) @JsonPropertyDescription("What the path carries, in megabits a second.")
        int bandwidthMbps,

        @Required @Min(0) @Max(1000) @JsonPropertyDescription("How long a packet takes one way, in milliseconds.")
        int latencyMillis) {}
