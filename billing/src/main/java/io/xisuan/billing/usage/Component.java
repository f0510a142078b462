package io.xisuan.billing.usage;

/** What is sold: many programmes subsidise only some of these. */
public enum Component {
    /** Accelerator time (算力). */
    COMPUTE,
    /** The use of a model (模型). */
    MODEL,
    /** A corpus or data set (语料). */
    CORPUS
}
