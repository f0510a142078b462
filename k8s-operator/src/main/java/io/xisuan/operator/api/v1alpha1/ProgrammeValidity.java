package io.xisuan.operator.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.fabric8.generator.annotation.Required;

/** When a version holds, and for which contracts. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ProgrammeValidity(
        @Required RuleDate from,
        @Required RuleDate to,
        @Required RuleText bindBy,
        @Required RuleCount voucherMonths,
        @Required RuleDate signedFrom,
        @Required RuleCount maxContractMonths,
        @Required RulePeriod usePeriod,
        @Required RuleWindows windows) {}
