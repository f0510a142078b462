package io.xisuan.operator.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;

/** The days from one to another, and how days are counted: {@code last-less-first} or {@code inclusive}. */
@JsonInclude(JsonInclude.Include.NON_NULL)
@ValidationRule(value = "self.from <= self.to", message = "to is before from: swap them")
public record DayShareDays(
        @Required @Pattern(Patterns.DATE) @Size(max = 10) String from,
        @Required @Pattern(Patterns.DATE) @Size(max = 10) String to,
        @Required @Size(min = 1, max = 32) String count) {}
