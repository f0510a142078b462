package io.xisuan.operator.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;

/** When a job is stopped that uses none of its devices: after so long without activity, by samples of every device without a gap. */
@ValidationRule(
        value = "self.after.matches('[1-9][0-9]*[dhm]|([6-9][0-9]|[1-9][0-9][0-9]+)s')",
        message = "idleStop.after is less than a minute, in which nothing can be seen: write 1m or more, as 30m")
public record IdleStop(
        @Required
        @Pattern(Patterns.DURATION)
        @Size(min = 2, max = 24)
        @JsonPropertyDescription(
                "How long no device of the gang may be active before the job is told to write a checkpoint and stopped, at least 1m.")
        String after) {}
