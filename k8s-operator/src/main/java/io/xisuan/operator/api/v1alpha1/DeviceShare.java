package io.xisuan.operator.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Max;
import io.fabric8.generator.annotation.Min;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;

/** A part of one device, as HAMi shares it: a percentage of its cores, and its memory. */
@ValidationRule(value = "self.memory.matches('[1-9]')", message = "share.memory is no memory at all: write it as 16Gi")
public record DeviceShare(
        @Required @Min(1) @Max(100) @JsonPropertyDescription("Percent of the device's cores, 1 to 100.")
        int cores,

        @Required
        @Pattern(Patterns.QUANTITY)
        @Size(max = 16)
        @JsonPropertyDescription("Device memory as a Kubernetes quantity, as 16Gi.")
        String memory) {}
