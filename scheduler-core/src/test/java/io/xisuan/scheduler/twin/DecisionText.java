package io.xisuan.scheduler.twin;

import io.xisuan.scheduler.plan.Decision;
import io.xisuan.scheduler.plan.Eta;
import io.xisuan.scheduler.plan.Victim;
import java.util.List;
import java.util.stream.Collectors;

/** What decisions say, one a line, words for people left out. */
final class DecisionText {
    private DecisionText() {}

    static String of(List<Decision> decisions) {
        return decisions.stream().map(DecisionText::line).collect(Collectors.joining("\n"));
    }

    static String line(Decision decision) {
        String name = decision.job().name() + " ";
        return name
                + switch (decision) {
                    case Decision.Start start -> "start " + seat(start.seat()) + runnerUp(start);
                    case Decision.Preempt preempt ->
                        "preempt " + seat(preempt.seat()) + " at " + preempt.startMillis() + " victims "
                                + preempt.victims().stream()
                                        .map(DecisionText::victim)
                                        .collect(Collectors.joining(","));
                    case Decision.Resize resize -> "resize from " + resize.workersBefore() + " " + seat(resize.seat());
                    case Decision.Move move ->
                        "move " + seat(move.seat()) + " " + victim(move.harm()) + " for "
                                + move.beneficiary().name();
                    case Decision.Wait wait ->
                        "wait " + wait.reason()
                                + wait.eta().map(DecisionText::eta).orElse("");
                    case Decision.Never never ->
                        "never " + never.reason()
                                + never.earliestEndMillis()
                                        .map(end -> " earliest end " + end)
                                        .orElse("");
                };
    }

    private static String eta(Eta eta) {
        return " eta %d %s %s%s".formatted(eta.startMillis(), eta.site(), eta.cause(), eta.firm() ? " firm" : "");
    }

    private static String victim(Victim victim) {
        return "%s:%d:%d:%d"
                .formatted(victim.job().name(), victim.lostDeviceMillis(), victim.graceMillis(), victim.devices());
    }

    private static String seat(Decision.Seat seat) {
        return "%s/%s %s transfer=%d end=%d pays=%s"
                .formatted(
                        seat.site(),
                        seat.variant().type(),
                        seat.workers().stream()
                                .map(at -> at.node() + (at.slot() < 0 ? "" : ":" + at.slot() + "." + at.start()))
                                .collect(Collectors.joining(",")),
                        seat.transferMillis(),
                        seat.expectedEndMillis(),
                        seat.cost().payableNow().fen());
    }

    private static String runnerUp(Decision.Start start) {
        return start.explanation()
                .runnerUp()
                .map(second -> " before %s/%s by %d"
                        .formatted(
                                second.site(),
                                second.variant().type(),
                                second.margin().fen()))
                .orElse("");
    }
}
