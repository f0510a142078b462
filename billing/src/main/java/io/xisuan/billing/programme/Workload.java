package io.xisuan.billing.programme;

/** What the computing time is used for. */
public enum Workload {
    TRAINING,
    INFERENCE
}
