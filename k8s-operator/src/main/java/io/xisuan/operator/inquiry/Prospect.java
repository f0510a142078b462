package io.xisuan.operator.inquiry;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.xisuan.model.SiteId;
import io.xisuan.scheduler.demand.DeviceType;
import io.xisuan.scheduler.plan.Decision;
import io.xisuan.scheduler.plan.Eta;
import io.xisuan.scheduler.plan.Refusal;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * When a job would start, as the plan has it: never a promise.
 *
 * @param startMillis present for NOW and EXPECTED
 * @param firm whether places are kept for it then, so that later jobs cannot delay it
 * @param cause what makes the start possible then and not before
 * @param reason why it does not start now, as one word, where the plan says one
 * @param text why it does not start now; empty text when it does
 */
record Prospect(
        When when,
        OptionalLong startMillis,
        Optional<SiteId> site,
        Optional<DeviceType> type,
        boolean firm,
        Optional<Eta.Cause> cause,
        Optional<Refusal> reason,
        String text) {
    /** How much is known. */
    enum When {
        /** It would start at once. */
        NOW,
        /** It would start then if every run takes as long as its tenant says and nobody else comes: an estimate. */
        EXPECTED,
        /** It would wait, and nobody can say how long. */
        UNKNOWN,
        /** It would not start however long it waits. */
        NEVER
    }

    static Prospect of(Decision decision, long nowMillis) {
        return switch (decision) {
            case Decision.Start start ->
                new Prospect(
                        When.NOW,
                        OptionalLong.of(nowMillis),
                        Optional.of(start.site()),
                        Optional.of(start.variant().type()),
                        true,
                        Optional.empty(),
                        Optional.empty(),
                        "");
            case Decision.Preempt preempt ->
                new Prospect(
                        When.EXPECTED,
                        OptionalLong.of(preempt.startMillis()),
                        Optional.of(preempt.seat().site()),
                        Optional.of(preempt.seat().variant().type()),
                        true,
                        Optional.of(Eta.Cause.VICTIMS_LEAVE),
                        Optional.of(Refusal.LEAVING),
                        "others leave for it");
            case Decision.Wait wait -> waiting(wait);
            case Decision.Never never -> without(When.NEVER, Optional.of(never.reason()), never.text());
            case Decision.Resize resize -> without(When.UNKNOWN, Optional.empty(), resize.text());
            case Decision.Move move ->
                without(When.UNKNOWN, Optional.empty(), "it moves so that another finds devices together");
        };
    }

    static Prospect unknown(String why) {
        return without(When.UNKNOWN, Optional.empty(), why);
    }

    static Prospect never(String why) {
        return without(When.NEVER, Optional.empty(), why);
    }

    private static Prospect waiting(Decision.Wait wait) {
        return wait.eta()
                .map(eta -> new Prospect(
                        When.EXPECTED,
                        OptionalLong.of(eta.startMillis()),
                        Optional.of(eta.site()),
                        Optional.empty(),
                        eta.firm(),
                        Optional.of(eta.cause()),
                        Optional.of(wait.reason()),
                        wait.text()))
                .orElseGet(() -> without(When.UNKNOWN, Optional.of(wait.reason()), wait.text()));
    }

    private static Prospect without(When when, Optional<Refusal> reason, String text) {
        return new Prospect(
                when, OptionalLong.empty(), Optional.empty(), Optional.empty(), false, Optional.empty(), reason, text);
    }

    /** Writes it into an object. */
    void into(ObjectNode node, Asker asker) {
        node.put("when", when.name());
        startMillis.ifPresent(start -> node.put("startMillis", start));
        site.ifPresent(at -> node.put("site", at.value()));
        type.ifPresent(model -> node.put("model", model.id()));
        node.put("firm", firm);
        cause.ifPresent(why -> node.put("cause", why.name()));
        reason.ifPresent(why -> node.put("reason", why.name()));
        if (!text.isEmpty()) {
            node.put("why", asker.heard(text));
        }
    }
}
