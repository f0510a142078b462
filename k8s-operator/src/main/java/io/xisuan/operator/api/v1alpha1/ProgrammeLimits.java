package io.xisuan.operator.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.fabric8.generator.annotation.Required;

/** Below and above which amounts nothing is paid. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ProgrammeLimits(
        @Required RuleMinimum minimum,
        @Required RuleCaps capPerGrant,
        @Required RuleCaps capPerParty,
        @Required RuleCaps capPerPartyYear,
        @Required RuleText capYear,
        @Required RuleText yearOf,
        @Required RuleText capGroup,
        @Required RuleMoney poolPerYear,
        @Required RuleMoney poolTotal,
        @Required RuleText exhaustion) {}
