package io.xisuan.operator.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;

/** An amount of yuan, and of what: {@code base}, {@code subsidy} or {@code yearly-purchases}. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record MinimumAmount(
        @Required @Pattern(Patterns.MONEY) @Size(max = 16) @JsonPropertyDescription("The least amount in yuan.")
        String amount,

        @Required @Size(min = 1, max = 32) @JsonPropertyDescription("Of what: base, subsidy or yearly-purchases.")
        String of) {}
