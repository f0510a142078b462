package io.xisuan.operator.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Required;

/** What is credited when work is lost for a cause. */
public record LostWorkRule(
        @Required
        @JsonPropertyDescription("Why work since the last checkpoint was lost: owner-reclaim, node-fault or tenant.")
        LostWorkCause cause,

        @Required @JsonPropertyDescription("What is credited: none, since-checkpoint, or whole-attempt.")
        LostWorkCredit credit) {}
