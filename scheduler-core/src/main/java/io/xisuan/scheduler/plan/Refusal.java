package io.xisuan.scheduler.plan;

/**
 * Why a job does not start; also the reason of its condition and the label of the metric.
 *
 * <p>"Never" means that waiting does not help: the job or the sites must change. "Not now" means that it may start later.
 */
public enum Refusal {
    /** No node of a site it may run at has an accelerator that it can run on. */
    NO_VARIANT(true),
    /** None of the sites that it names exists or sells. */
    NO_ALLOWED_SITE(true),
    /** It would not fit even if its sites were empty and kept nothing for their own users. */
    TOO_LARGE(true),
    /** It needs longer to save itself than its sites give before they take devices back. */
    CHECKPOINT_TOO_LONG(true),
    /** It fits, but what it reads or continues from cannot be brought there. */
    DATA_OUT_OF_REACH(true),
    /** It ran before, and what it saved there cannot be read at any other site that it may run at. */
    CHECKPOINT_NOT_THERE(true),
    /** It fits, but nobody sells it there. */
    NOT_SOLD(true),
    /** It cannot end before its deadline, wherever and whenever it starts. */
    DEADLINE(true),
    /** It asks for more than its tenant, or a group that its tenant belongs to, may ever hold. */
    OVER_LIMIT(true),
    /** It asked not to start yet, or pauses after a failure. */
    NOT_YET(false),
    /** Something of its namespace that it names, as a claim or a Secret, is not there. */
    NAMED_OBJECT_MISSING(false),
    /** Its tenant, or a group that its tenant belongs to, holds as much as it may. */
    QUOTA(false),
    /** Jobs that were told to stop for it have not left yet. */
    LEAVING(false),
    /** It could start now, but starts later where or when it is cheaper, and still meets its deadline. */
    PLANNED(false),
    /** Not enough devices, CPU or memory are free. */
    NO_CAPACITY(false),
    /** Enough devices are free or will be, but they are kept for the site's own users at this hour. */
    HEADROOM(false),
    /** Enough devices are free, but not together on nodes as its workers need them. */
    FRAGMENTED(false),
    /** It would fit now, but would delay a job ahead of it. */
    RESERVED(false),
    /** It was not looked at in this cycle: too many jobs are ahead of it. */
    NOT_CONSIDERED(false);

    private final boolean never;

    Refusal(boolean never) {
        this.never = never;
    }

    /** Says whether waiting is of no use. */
    public boolean isNever() {
        return never;
    }
}
