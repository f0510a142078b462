package io.xisuan.operator.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;

/** Which part one level of government bears: {@code 0.5}, or {@code 1/3}. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record FundingPart(
        @Required
        @Size(min = 1, max = 32)
        @JsonPropertyDescription("The level of government: national, province, city or district.")
        String level,

        @Required
        @Pattern(Patterns.SHARE)
        @Size(max = 8)
        @JsonPropertyDescription("The part that it bears, as 0.5 or 1/3; all parts together are 1.")
        String share) {}
