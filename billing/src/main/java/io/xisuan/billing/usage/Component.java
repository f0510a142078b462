package io.xisuan.billing.usage;

/** What is sold: many programmes subsidise only some of these. Models, corpora and annotation are sold by contract, without devices. */
public enum Component {
    /** Accelerator time (算力). */
    COMPUTE,
    /** The use of a model (模型). */
    MODEL,
    /** A corpus or data set (语料). */
    CORPUS,
    /** The labelling of data for training (标注), which some programmes give vouchers of its own. */
    ANNOTATION,
    /** Storage that comes with accelerator time (存储). */
    STORAGE,
    /** Network and traffic that come with accelerator time (网络). */
    NETWORK,
    /** Support and operation beyond the accelerators (运维服务). */
    SUPPORT,
    /** What a month fell short of what was committed to (承诺用量差额); nothing was used, so no programme pays for it. */
    COMMITMENT
}
