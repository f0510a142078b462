package io.xisuan.operator.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Required;

/** Below and above which amounts nothing is paid. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ProgrammeLimits(
        @Required @JsonPropertyDescription("Below which amount nothing is paid.")
        RuleMinimum minimum,

        @Required @JsonPropertyDescription("The most that one grant pays.")
        RuleCaps capPerGrant,

        @Required @JsonPropertyDescription("The most that one buyer is paid in all.")
        RuleCaps capPerParty,

        @Required @JsonPropertyDescription("The most that one buyer is paid in a year.")
        RuleCaps capPerPartyYear,

        @Required @JsonPropertyDescription("What a year is: calendar or rolling.")
        RuleText capYear,

        @Required @JsonPropertyDescription("Whose date decides the year: use, contract, claim or payment.")
        RuleText yearOf,

        @Required @JsonPropertyDescription("The name under which programmes share one yearly cap of a buyer.")
        RuleText capGroup,

        @Required @JsonPropertyDescription("What all buyers together are paid in a year, in yuan.")
        RuleMoney poolPerYear,

        @Required @JsonPropertyDescription("What all buyers together are paid in all, in yuan.")
        RuleMoney poolTotal,

        @Required @JsonPropertyDescription("What happens when the pool runs out: first-come, review or pro-rata.")
        RuleText exhaustion) {}
