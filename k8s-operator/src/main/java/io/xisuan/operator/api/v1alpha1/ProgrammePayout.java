package io.xisuan.operator.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.fabric8.generator.annotation.Required;

/** Who pays whom, and on what proof. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ProgrammePayout(
        @Required RuleText settlement,
        @Required RuleText flow,
        @Required RuleText issuedEvery,
        @Required RuleText payer,
        @Required RuleFunding funding,
        @Required RuleList proofs) {}
