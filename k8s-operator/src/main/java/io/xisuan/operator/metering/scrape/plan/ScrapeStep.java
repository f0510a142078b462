package io.xisuan.operator.metering.scrape.plan;

import io.xisuan.operator.metering.evidence.ScrapeOutcome;

/** What is to be done next. */
public sealed interface ScrapeStep {
    /**
     * Ask this target now; what came of it is given to {@link ScrapePlan#settle} once.
     *
     * @param deadlineMillis when the request must have ended: its time-out after the end of the slot, within which its turn may come
     */
    record Ask(TargetKey key, long slotMillis, long askedMillis, long deadlineMillis) implements ScrapeStep {}

    /** Take this outcome: a slot ended without an answer. */
    record Settled(ScrapeOutcome outcome) implements ScrapeStep {}
}
