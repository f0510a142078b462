package io.xisuan.operator.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Default;
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
@ValidationRule(
        value = "!has(self.partition) || !has(self.share)",
        message = "partition and share are two ways to use a part of a device: keep one")
@ValidationRule(
        value = "!has(self.partition) || self.accelerator.startsWith('nvidia-')",
        message = "partition is a MIG profile of NVIDIA devices: leave it out, or write share")
public record JobVariant(
        @Required @JsonPropertyDescription("The accelerator model.")
        Accelerator accelerator,

        @Required @Size(min = 1, max = 512) @JsonPropertyDescription("The container image.")
        String image,

        @Size(max = 64) @JsonPropertyDescription("The command of the container; absent means the image's own.")
        List<@Size(max = 4096) String> command,

        @Size(max = 64) @JsonPropertyDescription("The arguments of the command; absent means the image's own.")
        List<@Size(max = 4096) String> args,

        @Size(max = 64)
        @JsonPropertyDescription(
                "Environment variables beside those that tell a worker its place in the gang; where a name is given twice this one stands.")
        List<EnvironmentVariable> env,

        @Pattern(Patterns.FACTOR)
        @Size(max = 7)
        @Nullable
        @Default(DEFAULT_RELATIVE_THROUGHPUT)
        @JsonPropertyDescription("How fast the job is on this model: 2 takes half of runTime.")
        String relativeThroughput,

        @Nullable
        @JsonPropertyDescription("The processor architecture that the image is for: amd64 or arm64; absent means any.")
        Architecture architecture,

        @Pattern(Patterns.PARTITION)
        @Size(max = 16)
        @Nullable
        @JsonPropertyDescription("A partition of a device (NVIDIA MIG) instead of a whole one: 1g.10gb.")
        String partition,

        @Nullable @JsonPropertyDescription("A share of a device (HAMi) instead of a whole one.")
        DeviceShare share) {
    /** The throughput of a variant that states none: the run time is meant for it. */
    public static final String DEFAULT_RELATIVE_THROUGHPUT = "1";

    public JobVariant {
        command = Absent.asEmpty(command);
        args = Absent.asEmpty(args);
        env = Absent.asEmpty(env);
    }

    /** Returns a variant that runs an image as it is. */
    public static JobVariant of(Accelerator accelerator, String image) {
        return new JobVariant(accelerator, image, List.of(), List.of(), List.of(), null, null, null, null);
    }
}
