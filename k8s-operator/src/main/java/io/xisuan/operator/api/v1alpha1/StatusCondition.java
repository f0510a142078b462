package io.xisuan.operator.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Min;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;

/** One condition in the usual Kubernetes form; the reason is the same word as in Events and metrics. */
public record StatusCondition(
        @Required @Size(max = 32) @JsonPropertyDescription("What the condition is about, as Ready.")
        String type,

        @Required
        @Pattern("^(True|False|Unknown)$")
        @Size(max = 7)
        @JsonPropertyDescription("Whether it holds: True, False or Unknown.")
        String status,

        @Required
        @Size(max = 40)
        @JsonPropertyDescription("Why, in one word; the same word stands in Events and in metrics.")
        String reason,

        @Required @Size(max = 240) @JsonPropertyDescription("Why, in a sentence, and what to do.")
        String message,

        @Required @Pattern(Patterns.INSTANT) @Size(max = 25) @JsonPropertyDescription("When the status changed last.")
        String lastTransitionTime,

        @Min(0) @JsonPropertyDescription("The generation of the resource that the condition is about.")
        long observedGeneration) {}
