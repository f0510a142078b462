package io.xisuan.billing.party;

/** The size of an enterprise by the statistical standard (大中小微型企业划分办法). */
public enum SizeClass {
    MICRO,
    SMALL,
    MEDIUM,
    LARGE,
    /** For buyers that are no enterprises. */
    NOT_APPLICABLE
}
