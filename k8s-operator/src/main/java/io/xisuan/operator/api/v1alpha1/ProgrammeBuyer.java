package io.xisuan.operator.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Required;

/** Who may be paid. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ProgrammeBuyer(
        @Required @JsonPropertyDescription("Which buyers: enterprise, institute, university, person.")
        RuleList kinds,

        @Required @JsonPropertyDescription("Which sizes of enterprise: micro, small, medium, large.")
        RuleList sizes,

        @Required
        @JsonPropertyDescription("Where the buyer must be registered, as gansu/qingyang; what lies within counts.")
        RuleList registration,

        @Required @JsonPropertyDescription("Where the buyer must pay its taxes; what lies within counts.")
        RuleList taxDomicile,

        @Required @JsonPropertyDescription("For how many years the buyer must be without a record of dishonesty.")
        RuleCount cleanRecordYears,

        @Required @JsonPropertyDescription("What the text calls a start-up.")
        RuleText startUp,

        @Required @JsonPropertyDescription("Industries that are served, as text codes; none means all.")
        RuleList industries,

        @Required @JsonPropertyDescription("Industries that are not served, as text codes.")
        RuleList industriesExcluded) {}
