package io.xisuan.operator.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Max;
import io.fabric8.generator.annotation.Min;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import org.jspecify.annotations.Nullable;

/** So many whole devices of one model for so long, as a gang of workers of at most eight devices each. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record InquiryWish(
        @Required @JsonPropertyDescription("The accelerator model.")
        Accelerator accelerator,

        @Required @Min(1) @Max(4096) @JsonPropertyDescription("How many devices.")
        int devices,

        @Required @Pattern(Patterns.DURATION) @Size(min = 2, max = 24) @JsonPropertyDescription("For how long, as 48h.")
        String runTime,

        @Pattern(Patterns.NAME)
        @Size(max = 63)
        @Nullable
        @JsonPropertyDescription("Under which contract; absent means the tenant's only one.")
        String contractRef) {}
