package io.xisuan.operator.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Required;

/** When a version holds, and for which contracts. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ProgrammeValidity(
        @Required @JsonPropertyDescription("The first day of the version, on the day that bindBy names.")
        RuleDate from,

        @Required @JsonPropertyDescription("The last day of the version, on the day that bindBy names.")
        RuleDate to,

        @Required
        @JsonPropertyDescription("Whose day decides which version holds: grant, contract (day of signing) or use.")
        RuleText bindBy,

        @Required @JsonPropertyDescription("How many months a voucher is valid from its grant.")
        RuleCount voucherMonths,

        @Required @JsonPropertyDescription("The earliest day on which a contract may be signed.")
        RuleDate signedFrom,

        @Required @JsonPropertyDescription("How many months a contract may last at most.")
        RuleCount maxContractMonths,

        @Required @JsonPropertyDescription("Only use in these days is paid.")
        RulePeriod usePeriod,

        @Required @JsonPropertyDescription("When claims are taken in.")
        RuleWindows windows) {}
