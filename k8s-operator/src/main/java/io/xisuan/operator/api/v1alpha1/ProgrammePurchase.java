package io.xisuan.operator.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.fabric8.generator.annotation.Required;

/** What may be bought, where, from whom and for what. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ProgrammePurchase(
        @Required RuleList sites,
        @Required RuleText suppliers,
        @Required RuleFlag unrelatedOnly,
        @Required RuleFlag ownUseOnly,
        @Required RuleFlag ownBuiltExcluded,
        @Required RuleFlag contractOnce,
        @Required RuleList accelerators,
        @Required RuleList components,
        @Required RuleList workloads,
        @Required RuleStacking stacking) {}
