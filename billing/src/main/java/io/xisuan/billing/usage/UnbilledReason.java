package io.xisuan.billing.usage;

/** Why device time that a job held is not charged. */
public enum UnbilledReason {
    /** Pods were bound but the gang had not started whole. */
    GANG_NOT_STARTED,
    /** The job had ended but its devices were not yet released. */
    TEARDOWN,
    /** A device of the gang was faulty. */
    DEVICE_FAULT,
    /** A node of the gang was lost or not ready. */
    NODE_FAULT,
    /** The site's owner took the devices back; the tariff credits the work that was lost. */
    OWNER_RECLAIM,
    /** Too little evidence of use was left to charge for it. */
    EVIDENCE_GAP,
    /** The operator was away past the length of the hold. */
    OPERATOR_OUTAGE,
    /** Two owners claim one device at one time; it waits for the word of two persons. */
    QUARANTINED,
    /** Two persons found that it is not to be charged, as the correction that says so explains. */
    WITHDRAWN
}
