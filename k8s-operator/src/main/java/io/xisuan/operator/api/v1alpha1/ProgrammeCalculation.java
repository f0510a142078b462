package io.xisuan.operator.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Required;

/** What is multiplied, by how much, and how it is rounded. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ProgrammeCalculation(
        @Required
        @JsonPropertyDescription(
                "What the rate multiplies: contract-fee, settled-fee, usage-fee, approved-amount, or no-fee for a fixed amount.")
        RuleText base,

        @Required @JsonPropertyDescription("Whether the base counts VAT: with-vat or without-vat.")
        RuleText vat,

        @Required
        @JsonPropertyDescription(
                "A second base: what was claimed on the first is paid out at most as the rate of this one.")
        RuleText redemption,

        @Required @JsonPropertyDescription("The part of the fee whose contract days fall into a period.")
        RuleDayShare dayShare,

        @Required @JsonPropertyDescription("The rounding after each step; none means down to the fen, once.")
        RuleRounding rounding,

        @Required @JsonPropertyDescription("The rates and who sets them.")
        RuleRates rates) {}
