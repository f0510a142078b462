package io.xisuan.operator.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import org.jspecify.annotations.Nullable;

/** {@code allowed}, {@code no-other-subsidy}, or {@code best-of-group} with the name of the group. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record StackingChoice(
        @Required @Size(min = 1, max = 32) String kind,
        @Size(min = 1, max = 63) @Nullable String group) {}
