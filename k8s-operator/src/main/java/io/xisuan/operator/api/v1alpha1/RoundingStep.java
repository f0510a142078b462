package io.xisuan.operator.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Max;
import io.fabric8.generator.annotation.Min;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;

/** A rounding after each step: unit {@code cny} or {@code cny-10k}, decimals, and {@code truncate}, {@code floor} or {@code half-up}. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record RoundingStep(
        @Required @Size(min = 1, max = 32) @JsonPropertyDescription("The unit that is rounded to: cny or cny-10k.")
        String unit,

        @Required @Min(0) @Max(6) @JsonPropertyDescription("How many decimals of the unit stay.")
        int decimals,

        @Required @Size(min = 1, max = 32) @JsonPropertyDescription("How: truncate, floor or half-up.")
        String rounding) {}
