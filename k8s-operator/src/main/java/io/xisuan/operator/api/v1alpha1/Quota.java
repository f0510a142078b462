package io.xisuan.operator.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.fabric8.generator.annotation.Max;
import io.fabric8.generator.annotation.Min;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import org.jspecify.annotations.Nullable;

/** A tenant's share of all devices: what it is guaranteed, may not pass, and how it shares the rest. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Quota(
        @Pattern(Patterns.NAME) @Size(max = 63) @Nullable String parent,
        @Required @Min(0) @Max(1000000) int guaranteed,
        @Required @Min(0) @Max(1000000) int limit,
        @Required @Min(1) @Max(1000) int weight) {}
