package io.xisuan.operator.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** How the job runs on one accelerator model; a model without a variant is never chosen. */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
@ValidationRule(
        value = "!has(self.relativeThroughput) || self.relativeThroughput.matches('[1-9]')",
        message = "relativeThroughput 0 never ends: write it as 1 or 0.45, or leave it out")
public record JobVariant(
        @Required Accelerator accelerator,
        @Required @Size(min = 1, max = 512) String image,
        @Size(max = 64) List<@Size(max = 4096) String> command,
        @Size(max = 64) List<EnvironmentVariable> env,
        @Pattern(Patterns.FACTOR) @Size(max = 7) @Nullable String relativeThroughput) {
    /** The throughput of a variant that states none: the run time is meant for it. */
    public static final String DEFAULT_RELATIVE_THROUGHPUT = "1";

    public JobVariant {
        command = Absent.asEmpty(command);
        env = Absent.asEmpty(env);
    }
}
