package io.xisuan.operator.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.fabric8.generator.annotation.Required;

/** Who may be paid. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ProgrammeBuyer(
        @Required RuleList kinds,
        @Required RuleList sizes,
        @Required RuleList registration,
        @Required RuleList taxDomicile,
        @Required RuleCount cleanRecordYears,
        @Required RuleText startUp,
        @Required RuleList industries,
        @Required RuleList industriesExcluded) {}
