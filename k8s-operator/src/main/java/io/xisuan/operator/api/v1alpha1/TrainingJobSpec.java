package io.xisuan.operator.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonClassDescription;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Default;
import io.fabric8.generator.annotation.Max;
import io.fabric8.generator.annotation.Min;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a tenant asks for. Only whether, when and how large it runs may change after it is submitted: suspend, priority, workers of an
 * elastic job, timeLimit, idleStop and ttlSecondsAfterFinished; so what was quoted is what runs.
 */
@JsonClassDescription(
        "What the tenant asks for. It never changes after submission but for suspend, priority, timeLimit, ttlSecondsAfterFinished, idleStop and, where minWorkers is given, workers.")
@JsonInclude(JsonInclude.Include.NON_EMPTY)
@ValidationRule(
        value = "self.workers == oldSelf.workers || has(self.minWorkers)",
        message =
                "workers changes only where minWorkers is given: delete the job and submit a new one, with minWorkers to make it elastic",
        fieldPath = ".workers",
        reason = "FieldValueForbidden")
@ValidationRule(
        value = "!has(self.minWorkers) || self.minWorkers <= self.workers",
        message = "minWorkers is more than workers: it is the fewest with which the job runs, and workers the most")
@ValidationRule(
        value = "self.devicesPerWorker == 1 || self.variants.all(one, !has(one.partition) && !has(one.share))",
        message = "partition and share are parts of one device: write devicesPerWorker: 1, or leave them out")
@ValidationRule(
        value =
                "!has(self.launcher) || self.launcher != 'rankTable' || self.variants.all(one, one.accelerator.startsWith('ascend-'))",
        message =
                "launcher rankTable is for Ascend only: leave variants of other accelerators out, or write launcher: torchrun")
@ValidationRule(
        value = "!has(self.timeLimit) || self.timeLimit.matches('[1-9]')",
        message = "timeLimit is no time at all: write how long one attempt may run, as 72h, or leave it out")
@ValidationRule(
        value =
                "!has(self.volumes) || self.volumes.all(one, self.volumes.exists_one(other, other.name == one.name || other.mountPath == one.mountPath))",
        message = "two volumes have one name or one mountPath: give each its own")
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
        @Required
        @Min(1)
        @Max(4096)
        @JsonPropertyDescription(
                "How many workers the gang has, each a pod on one node; of an elastic job the most. May be changed where minWorkers is given.")
        int workers,

        @Min(1)
        @Max(4096)
        @Nullable
        @JsonPropertyDescription("Makes the job elastic: the fewest workers that it runs with; workers is the most.")
        Integer minWorkers,

        @Required @Min(1) @Max(16) @JsonPropertyDescription("How many accelerators each worker has.")
        int devicesPerWorker,

        @Required
        @Size(min = 1, max = 16)
        @JsonPropertyDescription(
                "How the job runs on each accelerator model; a model without a variant is never chosen.")
        List<JobVariant> variants,

        @Nullable @JsonPropertyDescription("What a worker needs beside its devices.")
        WorkerResources resources,

        @Required
        @Pattern(Patterns.DURATION)
        @Size(min = 2, max = 24)
        @JsonPropertyDescription(
                "How long the job is expected to run with relativeThroughput 1 and all its workers, as 36h: quotes and the queue count with it, nothing ends by it.")
        String runTime,

        @Pattern(Patterns.DURATION)
        @Size(min = 2, max = 24)
        @Nullable
        @JsonPropertyDescription(
                "How long one attempt may run at most, as 72h; after it the job has failed. Absent means no limit. May be changed.")
        String timeLimit,

        @Pattern(Patterns.INSTANT)
        @Size(max = 25)
        @Nullable
        @JsonPropertyDescription("When it must be done; a job that cannot keep it says so at once.")
        String deadline,

        @Pattern(Patterns.MONEY)
        @Size(max = 16)
        @Nullable
        @JsonPropertyDescription(
                "The most that may be payable, in yuan; places where it would cost more are not chosen.")
        String budget,

        @Nullable
        @Default("self-pay")
        @JsonPropertyDescription(
                "What happens when what was set aside for it is used up: self-pay (it goes on at full cost), pause (checkpoint and queue again) or stop.")
        OnHoldExhausted onHoldExhausted,

        @Required
        @Pattern(Patterns.NAME)
        @Size(max = 63)
        @JsonPropertyDescription("The contract between the tenant and the supplier under which it is invoiced.")
        String contractRef,

        @Nullable
        @JsonPropertyDescription(
                "Where the job may run, and how close its workers must be; absent means anywhere, at one site.")
        Placement placement,

        @Pattern(Patterns.STORE)
        @Size(max = 512)
        @Nullable
        @JsonPropertyDescription(
                "Where the training data is: s3://bucket/path, or oss, obs, cos, or pvc://claim. A claim ties the job to its site.")
        String data,

        @Nullable
        @JsonPropertyDescription(
                "Where and how often the job writes checkpoints, and how long it needs for the last one. Without it every stop loses all work.")
        Checkpoint checkpoint,

        @Min(0)
        @Max(100)
        @Nullable
        @Default("" + DEFAULT_PRIORITY)
        @JsonPropertyDescription("Which of a tenant's own jobs goes first: 0 to 100, higher first. May be changed.")
        Integer priority,

        @Nullable
        @Default("false")
        @JsonPropertyDescription(
                "True stops the job after a checkpoint and keeps it out of the queue until it is false again. May be changed.")
        Boolean suspend,

        @Nullable
        @Default("torchrun")
        @JsonPropertyDescription(
                "How workers find each other: torchrun (variables of PyTorch), mpi (a host file for mpirun) or rankTable (Ascend's).")
        Launcher launcher,

        @Size(max = 16)
        @JsonPropertyDescription(
                "What is mounted into each worker: claims, Secrets and ConfigMaps of the job's own namespace.")
        List<JobVolume> volumes,

        @Size(max = 8)
        @JsonPropertyDescription("The names of Secrets in the job's namespace with which images are pulled.")
        List<@Pattern(Patterns.OBJECT) @Size(max = 253) String> imagePullSecrets,

        @Nullable
        @JsonPropertyDescription(
                "Network devices for remote memory access that each worker gets; the site must offer them.")
        JobRdma rdma,

        @Nullable @JsonPropertyDescription("What the workers may do beyond the restricted profile.")
        JobSecurity security,

        @Nullable
        @JsonPropertyDescription("Stops the job when its devices do nothing; absent means never. May be changed.")
        IdleStop idleStop,

        @Min(0)
        @Max(31536000)
        @Nullable
        @Default("" + DEFAULT_TTL_SECONDS)
        @JsonPropertyDescription(
                "Seconds after its end at which the job is deleted, once its device time is recorded; bills stay. May be changed.")
        Integer ttlSecondsAfterFinished) {
    /** The fields that may change after a job is submitted; every other one is fixed by a rule of the CRD. */
    public static final Set<String> CHANGING =
            Set.of("suspend", "priority", "workers", "timeLimit", "ttlSecondsAfterFinished", "idleStop");

    /** The priority of a job that states none. */
    public static final int DEFAULT_PRIORITY = 50;

    /** How long a finished job is kept that states no time: a day. */
    public static final int DEFAULT_TTL_SECONDS = 86_400;

    public TrainingJobSpec {
        variants = Absent.asEmpty(variants);
        volumes = Absent.asEmpty(volumes);
        imagePullSecrets = Absent.asEmpty(imagePullSecrets);
    }

    /** Returns a job that asks for nothing but its gang and its run time. */
    public static TrainingJobSpec of(
            int workers, int devicesPerWorker, List<JobVariant> variants, String runTime, String contractRef) {
        return new TrainingJobSpec(
                workers,
                null,
                devicesPerWorker,
                variants,
                null,
                runTime,
                null,
                null,
                null,
                null,
                contractRef,
                null,
                null,
                null,
                null,
                null,
                null,
                List.of(),
                List.of(),
                null,
                null,
                null,
                null);
    }
}
