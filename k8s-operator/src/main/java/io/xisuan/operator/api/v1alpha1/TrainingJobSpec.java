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
@ValidationRule(
        value = "self.variants.all(one, self.variants.exists_one(other, other.accelerator == one.accelerator))",
        message = "an accelerator is given twice in variants: keep one variant of each")
@ValidationRule(
        value = "self.runTime.matches('[1-9]')",
        message = "runTime is no time at all: write how long the job runs, as 36h")
@ValidationRule(
        value = "!has(self.budget) || self.budget.matches('[1-9]')",
        message = "a budget of nothing buys nothing: write the most that may be payable, or leave budget out")
@ValidationRule(
        value = "!has(self.checkpoint) || !has(self.checkpoint.every) || self.checkpoint.every.matches('[1-9]')",
        message = "checkpoint.every is no time at all: write it as 30m, or leave it out")
@ValidationRule(
        value = "!has(self.deadline) || timestamp(self.deadline) > timestamp('2000-01-01T00:00:00Z')",
        message = "deadline lies before 2000: write it as 2025-10-01T09:30:00+08:00")
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

        @Pattern(Patterns.STORE) @Size(max = 512) @Nullable String data,

        @Nullable Checkpoint checkpoint,
        @Min(0) @Max(100) @Nullable Integer priority) {
    /** The priority of a job that states none. */
    public static final int DEFAULT_PRIORITY = 50;

    public TrainingJobSpec {
        variants = Absent.asEmpty(variants);
    }
}
