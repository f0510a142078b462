package io.xisuan.operator.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;

/** The days from one to another, both included. */
@JsonInclude(JsonInclude.Include.NON_NULL)
@ValidationRule(value = "self.from <= self.to", message = "to is before from: swap them")
public record DayPeriod(
        @Required @Pattern(Patterns.DATE) @Size(max = 10) @JsonPropertyDescription("The first day.")
        String from,

        @Required @Pattern(Patterns.DATE) @Size(max = 10) @JsonPropertyDescription("The last day, which counts too.")
        String to) {}
