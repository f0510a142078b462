package io.xisuan.operator.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.fabric8.generator.annotation.Required;

/** What is multiplied, by how much, and how it is rounded. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ProgrammeCalculation(
        @Required RuleText base,
        @Required RuleText vat,
        @Required RuleText redemption,
        @Required RuleDayShare dayShare,
        @Required RuleRounding rounding,
        @Required RuleRates rates) {}
