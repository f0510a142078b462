package io.xisuan.operator.api.v1alpha1;

import io.fabric8.generator.annotation.Min;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;

/** One condition in the usual Kubernetes form; the reason is the same word as in Events and metrics. */
public record StatusCondition(
        @Required @Size(max = 64) String type,

        @Required @Pattern("^(True|False|Unknown)$") @Size(max = 7)
        String status,

        @Required @Size(max = 64) String reason,
        @Required @Size(max = 512) String message,
        @Required @Pattern(Patterns.INSTANT) @Size(max = 25) String lastTransitionTime,
        @Min(0) long observedGeneration) {}
