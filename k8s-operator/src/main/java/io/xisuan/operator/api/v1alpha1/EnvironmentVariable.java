package io.xisuan.operator.api.v1alpha1;

import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;

/** One environment variable of a worker. */
public record EnvironmentVariable(
        @Required @Pattern(Patterns.VARIABLE) @Size(max = 128)
        String name,

        @Required @Size(max = 4096) String value) {}
