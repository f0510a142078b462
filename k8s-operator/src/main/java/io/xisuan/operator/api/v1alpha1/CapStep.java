package io.xisuan.operator.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One limit in yuan, or that there is none for these, and what must hold for it: all conditions that are given. */
@JsonInclude(JsonInclude.Include.NON_NULL)
@ValidationRule(
        value = "has(self.amount) != has(self.unlimited)",
        message = "write exactly one of amount and unlimited: true")
public record CapStep(
        @Pattern(Patterns.MONEY) @Size(max = 16) @Nullable String amount,
        @Nullable Boolean unlimited,
        @Nullable Boolean startUp,
        @Size(min = 1, max = 32) @Nullable String accelerators,
        @Pattern(Patterns.MONEY) @Size(max = 16) @Nullable String yearlyContractsAtMost,
        @Size(min = 1, max = 8) @Nullable List<@Size(min = 1, max = 32) String> sizes,
        @Size(min = 1, max = 32) @Nullable String component,
        @Pattern(Patterns.NAME) @Size(max = 63) @Nullable String trait)
        implements TierStep {}
