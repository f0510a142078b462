package io.xisuan.operator.api.v1alpha1;

import io.fabric8.generator.annotation.Required;

/** What is credited when work is lost for a cause. */
public record LostWorkRule(
        @Required LostWorkCause cause, @Required LostWorkCredit credit) {}
