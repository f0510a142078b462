package io.xisuan.operator.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Max;
import io.fabric8.generator.annotation.Min;
import io.fabric8.generator.annotation.Required;
import org.jspecify.annotations.Nullable;

/**
 * Devices of a model that a site keeps free for its own users: always, or in a part of each day. Of the rules that hold
 * at an instant the largest counts.
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record HeadroomRule(
        @Required @JsonPropertyDescription("The model whose devices are kept.")
        Accelerator accelerator,

        @Required
        @Min(0)
        @Max(1000000)
        @JsonPropertyDescription("How many of them are never sold while the rule holds.")
        int devices,

        @Nullable @JsonPropertyDescription("The part of each day in which it holds; absent means always.")
        DailyWindow window) {}
