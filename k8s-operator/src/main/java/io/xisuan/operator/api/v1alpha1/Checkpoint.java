package io.xisuan.operator.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import org.jspecify.annotations.Nullable;

/** Where a job keeps its checkpoints, how often it writes one, and how long it needs for the last. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Checkpoint(
        @Pattern(Patterns.STORE) @Size(max = 512) @Nullable String uri,

        @Pattern(Patterns.DURATION) @Size(min = 2, max = 24) @Nullable
        String every,

        @Required @Pattern(Patterns.DURATION) @Size(min = 2, max = 24)
        String grace) {}
