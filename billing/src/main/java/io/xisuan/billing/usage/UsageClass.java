package io.xisuan.billing.usage;

/** Whether held device time is charged; every device-millisecond of a job has exactly one of these. */
public enum UsageClass {
    BILLED,
    HELD_UNBILLED
}
