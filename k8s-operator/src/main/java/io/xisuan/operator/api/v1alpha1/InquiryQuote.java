package io.xisuan.operator.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Default;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;
import org.jspecify.annotations.Nullable;

/** A job that may be submitted, or so many devices for so long. */
@JsonInclude(JsonInclude.Include.NON_NULL)
@ValidationRule(
        value = "has(self.job) != has(self.wish)",
        message = "a quote is for a job or for a wish: write exactly one of job and wish")
@ValidationRule(
        value = "!has(self.job) || has(self.name)",
        message = "a job that is quoted has a name: write the one under which it will be submitted")
public record InquiryQuote(
        @Pattern(Patterns.NAME)
        @Size(max = 63)
        @Nullable
        @JsonPropertyDescription("The name that the job would have: the quote stands for a job of this name.")
        String name,

        @Nullable @JsonPropertyDescription("The spec of the TrainingJob, as it would be submitted.")
        TrainingJobSpec job,

        @Nullable @JsonPropertyDescription("In place of a job: so many devices for so long.")
        InquiryWish wish,

        @Pattern(Patterns.NAME)
        @Size(max = 63)
        @Nullable
        @JsonPropertyDescription("Ask about this site alone; absent means every site.")
        String site,

        @Pattern(Patterns.DURATION)
        @Size(min = 2, max = 24)
        @Nullable
        @Default(DEFAULT_START_WITHIN)
        @JsonPropertyDescription(
                "How long from now the start may be, as 24h: the offer holds for any start within, and the dearest counts.")
        String startWithin) {
    /** How long from now a job may start whose quote says nothing. */
    public static final String DEFAULT_START_WITHIN = "24h";
}
