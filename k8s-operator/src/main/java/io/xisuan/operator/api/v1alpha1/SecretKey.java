package io.xisuan.operator.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;

/** A key of a Secret in the job's namespace; the Secret is never copied. */
public record SecretKey(
        @Required @Pattern(Patterns.OBJECT) @Size(max = 253) @JsonPropertyDescription("The Secret's name.")
        String name,

        @Required @Size(min = 1, max = 253) @JsonPropertyDescription("The key within it.")
        String key) {}
