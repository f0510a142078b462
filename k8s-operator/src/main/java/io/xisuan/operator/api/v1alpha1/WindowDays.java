package io.xisuan.operator.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;

/** A time in which claims are taken in, both days included, and what the authority calls it. */
@JsonInclude(JsonInclude.Include.NON_NULL)
@ValidationRule(value = "self.from <= self.to", message = "to is before from: swap them")
public record WindowDays(
        @Required @Size(min = 1, max = 100) @JsonPropertyDescription("What the authority calls it.")
        String name,

        @Required
        @Pattern(Patterns.DATE)
        @Size(max = 10)
        @JsonPropertyDescription("The first day on which claims are taken in.")
        String from,

        @Required @Pattern(Patterns.DATE) @Size(max = 10) @JsonPropertyDescription("The last day, which counts too.")
        String to) {}
