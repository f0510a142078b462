package io.xisuan.operator.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.fabric8.generator.annotation.Max;
import io.fabric8.generator.annotation.Min;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a tenant asks for; immutable but for its deletion, so that what was quoted is what runs. */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
@ValidationRule(value = "self == oldSelf", message = "a job never changes: delete it and submit a new one")
public record TrainingJobSpec(
        @Required @Min(1) @Max(4096) int workers,
        @Required @Min(1) @Max(16) int devicesPerWorker,
        @Required @Size(min = 1, max = 16) List<JobVariant> variants,
        @Nullable WorkerResources resources,

        @Required @Pattern(Patterns.DURATION) @Size(min = 2, max = 24)
        String runTime,

        @Pattern(Patterns.INSTANT) @Size(max = 25) @Nullable String deadline,
        @Pattern(Patterns.MONEY) @Size(max = 16) @Nullable String budget,
        @Nullable OnHoldExhausted onHoldExhausted,
        @Required @Pattern(Patterns.NAME) @Size(max = 63) String contractRef,
        @Nullable Placement placement,

        @Pattern("^(s3|oss|obs|cos|pvc)://[^\\s]+$") @Size(max = 512) @Nullable
        String data,

        @Nullable Checkpoint checkpoint,
        @Min(0) @Max(100) @Nullable Integer priority) {
    /** The priority of a job that states none. */
    public static final int DEFAULT_PRIORITY = 50;

    public TrainingJobSpec {
        variants = Absent.asEmpty(variants);
    }
}
