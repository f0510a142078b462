package io.xisuan.operator.api.v1alpha1;

import io.fabric8.generator.annotation.Max;
import io.fabric8.generator.annotation.Min;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;

/** A network path from a site to another one. */
public record Link(
        @Required @Pattern(Patterns.NAME) @Size(max = 63) String site,
        @Required @Min(1) @Max(10000000) int bandwidthMbps,
        @Required @Min(0) @Max(1000) int latencyMillis) {}
