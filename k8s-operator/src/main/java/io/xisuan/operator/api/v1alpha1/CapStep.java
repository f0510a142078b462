package io.xisuan.operator.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
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
        @Pattern(Patterns.MONEY)
        @Size(max = 16)
        @Nullable
        @JsonPropertyDescription("The limit in yuan; exactly one of amount and unlimited is given.")
        String amount,

        @Nullable
        @JsonPropertyDescription(
                "True where there is no limit for these; exactly one of amount and unlimited is given.")
        Boolean unlimited,

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
