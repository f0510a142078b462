package io.xisuan.operator.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One rate, or one fixed amount of yuan, and what must hold for it: all conditions that are given. */
@JsonInclude(JsonInclude.Include.NON_NULL)
@ValidationRule(value = "has(self.rate) != has(self.amount)", message = "write exactly one of rate and amount")
public record RateStep(
        @Pattern(Patterns.RATE)
        @Size(max = 8)
        @Nullable
        @JsonPropertyDescription("The rate, as 0.30 for 30 %; exactly one of rate and amount is given.")
        String rate,

        @Pattern(Patterns.MONEY)
        @Size(max = 16)
        @Nullable
        @JsonPropertyDescription("A fixed amount in yuan; exactly one of rate and amount is given.")
        String amount,

        @Nullable @JsonPropertyDescription("Only for start-ups, as the programme's rule startUp defines them.")
        Boolean startUp,

        @Size(min = 1, max = 32) @Nullable @JsonPropertyDescription("Only for these accelerators: domestic or other.")
        String accelerators,

        @Pattern(Patterns.MONEY)
        @Size(max = 16)
        @Nullable
        @JsonPropertyDescription("Only while the buyer's contracts of the year are at most so many yuan.")
        String yearlyContractsAtMost,

        @Size(min = 1, max = 8)
        @Nullable
        @JsonPropertyDescription("Only for buyers of these sizes: micro, small, medium, large.")
        List<@Size(min = 1, max = 32) String> sizes,

        @Size(min = 1, max = 32)
        @Nullable
        @JsonPropertyDescription(
                "Only for this component: compute, model, corpus, annotation, storage, network or support.")
        String component,

        @Pattern(Patterns.NAME)
        @Size(max = 63)
        @Nullable
        @JsonPropertyDescription("Only for what this trait of the version names.")
        String trait)
        implements TierStep {}
