package io.xisuan.scheduler.simulation;

/** Why a job can never start on these machines, however long it waits. */
public enum Never {
    /** No machine belongs to the site or virtual cluster that it must use. */
    NO_SUCH_SITE,
    /** No machine has an accelerator model that it can use. */
    NO_SUCH_MODEL,
    /** It needs more than every site that it may use has when all is idle. */
    LARGER_THAN_EVERY_SITE
}
