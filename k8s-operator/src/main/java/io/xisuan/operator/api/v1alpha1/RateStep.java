package io.xisuan.operator.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One rate, or one fixed amount of yuan, and what must hold for it: all conditions that are given. */
@JsonInclude(JsonInclude.Include.NON_NULL)
@ValidationRule(value = "has(self.rate) != has(self.amount)", message = "write exactly one of rate and amount")
public record RateStep(
        @Pattern(Patterns.RATE) @Size(max = 8) @Nullable String rate,
        @Pattern(Patterns.MONEY) @Size(max = 16) @Nullable String amount,
        @Nullable Boolean startUp,
        @Size(min = 1, max = 32) @Nullable String accelerators,
        @Pattern(Patterns.MONEY) @Size(max = 16) @Nullable String yearlyContractsAtMost,
        @Size(min = 1, max = 8) @Nullable List<@Size(min = 1, max = 32) String> sizes,
        @Size(min = 1, max = 32) @Nullable String component,
        @Pattern(Patterns.NAME) @Size(max = 63) @Nullable String trait)
        implements TierStep {}
