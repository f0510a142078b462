package io.xisuan.operator.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Default;
import io.fabric8.generator.annotation.Max;
import io.fabric8.generator.annotation.Min;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import org.jspecify.annotations.Nullable;

/** Where a job keeps its checkpoints, how often it writes one, and how long it needs for the last. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Checkpoint(
        @Pattern(Patterns.STORE)
        @Size(max = 512)
        @Nullable
        @JsonPropertyDescription("Where checkpoints are written: s3://bucket/path, or oss, obs, cos, or pvc://claim.")
        String uri,

        @Pattern(Patterns.DURATION)
        @Size(min = 2, max = 24)
        @Nullable
        @JsonPropertyDescription("How often the job writes one; what is lost at a fault is reckoned with it.")
        String every,

        @Required
        @Pattern(Patterns.DURATION)
        @Size(min = 2, max = 24)
        @JsonPropertyDescription(
                "How long the job needs from the signal until its last checkpoint is written. A site whose reclaimWithin is shorter is never chosen.")
        String grace,

        @Nullable
        @Default("sigterm")
        @JsonPropertyDescription(
                "How workers are told to write the last checkpoint: sigterm, or file (the annotation xisuan.io/stop-by appears in /etc/xisuan/stop).")
        CheckpointSignal signal,

        @Min(1)
        @Max(255)
        @Nullable
        @JsonPropertyDescription("The exit code that says that the last checkpoint is written; 0 and 143 say so too.")
        Integer exitCode,

        @Pattern(Patterns.DURATION)
        @Size(min = 2, max = 24)
        @Nullable
        @JsonPropertyDescription(
                "How long it takes from a new start until the job works again; moving it is worth while only if it saves more.")
        String restart) {}
