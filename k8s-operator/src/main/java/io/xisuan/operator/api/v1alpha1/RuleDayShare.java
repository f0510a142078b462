package io.xisuan.operator.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;
import org.jspecify.annotations.Nullable;

/** The part of a fee that falls into a period. */
@JsonInclude(JsonInclude.Include.NON_NULL)
@ValidationRule(value = Rule.EXACTLY_ONE, message = Rule.EXACTLY_ONE_MESSAGE)
@ValidationRule(value = Rule.SOURCED, message = Rule.SOURCED_MESSAGE)
public record RuleDayShare(
        @Nullable DayShareDays value,
        @Nullable Boolean none,
        @Size(min = 1, max = 300) @Nullable String unknown,
        @Size(min = 1, max = 300) @Nullable String source,
        @Nullable RuleConfidence confidence)
        implements Rule<DayShareDays> {}
