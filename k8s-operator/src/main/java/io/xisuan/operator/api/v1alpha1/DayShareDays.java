package io.xisuan.operator.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;

/** The days from one to another, and how days are counted: {@code last-less-first} or {@code inclusive}. */
@JsonInclude(JsonInclude.Include.NON_NULL)
@ValidationRule(value = "self.from <= self.to", message = "to is before from: swap them")
public record DayShareDays(
        @Required @Pattern(Patterns.DATE) @Size(max = 10) @JsonPropertyDescription("The first day of the period.")
        String from,

        @Required
        @Pattern(Patterns.DATE)
        @Size(max = 10)
        @JsonPropertyDescription("The last day of the period, which counts too.")
        String to,

        @Required
        @Size(min = 1, max = 32)
        @JsonPropertyDescription("How days are counted: last-less-first or inclusive.")
        String count) {}
