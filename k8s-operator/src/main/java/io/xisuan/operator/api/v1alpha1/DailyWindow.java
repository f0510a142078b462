package io.xisuan.operator.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;

/** A part of each day in Asia/Shanghai, half-open; from after to spans midnight. */
@ValidationRule(
        value = "self.from != self.to",
        message = "from and to are the same: leave the window out to mean the whole day")
public record DailyWindow(
        @Required
        @Pattern(Patterns.TIME_OF_DAY)
        @Size(max = 5)
        @JsonPropertyDescription(
                "The time of day in Asia/Shanghai at which it begins; after to means that it spans midnight.")
        String from,

        @Required
        @Pattern(Patterns.TIME_OF_DAY)
        @Size(max = 5)
        @JsonPropertyDescription("The time of day in Asia/Shanghai at which it ends; 24:00 is the end of the day.")
        String to) {}
