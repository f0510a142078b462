package io.xisuan.operator.api.v1alpha1;

/** How well a rule is known; HOUSE is our own reading where the text is silent. */
public enum RuleConfidence {
    A,
    B,
    C,
    HOUSE
}
