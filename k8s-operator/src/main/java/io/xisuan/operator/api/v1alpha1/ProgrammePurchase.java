package io.xisuan.operator.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Required;

/** What may be bought, where, from whom and for what. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ProgrammePurchase(
        @Required @JsonPropertyDescription("Where the computing must be, as places; what lies within counts.")
        RuleList sites,

        @Required @JsonPropertyDescription("Which suppliers are admitted: the list that the text names.")
        RuleText suppliers,

        @Required @JsonPropertyDescription("True where purchases from related parties are not paid.")
        RuleFlag unrelatedOnly,

        @Required @JsonPropertyDescription("True where only the buyer's own use is paid.")
        RuleFlag ownUseOnly,

        @Required @JsonPropertyDescription("True where computing centres that the buyer built are not paid.")
        RuleFlag ownBuiltExcluded,

        @Required @JsonPropertyDescription("True where each contract is paid for once.")
        RuleFlag contractOnce,

        @Required @JsonPropertyDescription("Which accelerators: domestic, other.")
        RuleList accelerators,

        @Required
        @JsonPropertyDescription("What is paid: compute, model, corpus, annotation, storage, network, support.")
        RuleList components,

        @Required @JsonPropertyDescription("For which work: training, inference.")
        RuleList workloads,

        @Required @JsonPropertyDescription("Whether other programmes may pay for the same too.")
        RuleStacking stacking) {}
