package io.xisuan.operator.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;
import org.jspecify.annotations.Nullable;

/** The period whose days count. */
@JsonInclude(JsonInclude.Include.NON_NULL)
@ValidationRule(value = Rule.EXACTLY_ONE, message = Rule.EXACTLY_ONE_MESSAGE)
@ValidationRule(value = Rule.SOURCED, message = Rule.SOURCED_MESSAGE)
public record RulePeriod(
        @Nullable @JsonPropertyDescription("The days, both included.")
        DayPeriod value,

        @Nullable @JsonPropertyDescription(Rule.NONE) Boolean none,

        @Size(min = 1, max = 300) @Nullable @JsonPropertyDescription(Rule.UNKNOWN)
        String unknown,

        @Size(min = 1, max = 300) @Nullable @JsonPropertyDescription(Rule.SOURCE)
        String source,

        @Nullable @JsonPropertyDescription(Rule.CONFIDENCE) RuleConfidence confidence)
        implements Rule<DayPeriod> {}
