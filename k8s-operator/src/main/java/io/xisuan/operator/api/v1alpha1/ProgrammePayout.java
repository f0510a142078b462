package io.xisuan.operator.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Required;

/** Who pays whom, and on what proof. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ProgrammePayout(
        @Required
        @JsonPropertyDescription(
                "Who gets the money and when: provider-claim (deducted now), customer-reimbursed or direct-subsidy (paid later), later-voucher.")
        RuleText settlement,

        @Required
        @JsonPropertyDescription("The order of steps: claim-then-redeem, after-use, instant-offset or no-application.")
        RuleText flow,

        @Required @JsonPropertyDescription("How often later vouchers are given out: month, quarter or year.")
        RuleText issuedEvery,

        @Required @JsonPropertyDescription("The office that pays.")
        RuleText payer,

        @Required @JsonPropertyDescription("Which level of government bears which part.")
        RuleFunding funding,

        @Required @JsonPropertyDescription("What has to be handed in.")
        RuleList proofs) {}
