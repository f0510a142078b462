package io.xisuan.operator.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import org.jspecify.annotations.Nullable;

/** One rate and at most one condition for it. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record RateStep(
        @Required @Pattern(Patterns.RATE) @Size(max = 8) String rate,
        @Nullable Boolean startUp,
        @Size(min = 1, max = 32) @Nullable String accelerators,
        @Pattern(Patterns.MONEY) @Size(max = 16) @Nullable String yearlyContractsAtMost) {}
