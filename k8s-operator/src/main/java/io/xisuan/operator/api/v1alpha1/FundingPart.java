package io.xisuan.operator.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;

/** Which part one level of government bears: {@code 0.5}, or {@code 1/3}. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record FundingPart(
        @Required @Size(min = 1, max = 32) String level,
        @Required @Pattern(Patterns.SHARE) @Size(max = 8) String share) {}
