package io.xisuan.scheduler;

import io.xisuan.scheduler.plan.Decision;
import io.xisuan.scheduler.plan.Plan;
import java.util.stream.Collectors;

/** A plan as text, one decision a line. */
final class PlanText {
    private PlanText() {}

    static String of(Plan plan) {
        return plan.decisions().stream().map(PlanText::line).collect(Collectors.joining("\n"));
    }

    private static String line(Decision decision) {
        String name = decision.job().name() + " ";
        return name
                + switch (decision) {
                    case Decision.Start start -> start(start);
                    case Decision.Wait wait ->
                        "wait " + wait.reason()
                                + wait.etaMillis().map(eta -> " eta=" + eta).orElse("");
                    case Decision.Never never -> "never " + never.reason();
                    case Decision.Preempt preempt -> "preempt " + preempt.victims();
                    case Decision.Resize resize -> "resize " + resize.workersBefore();
                    case Decision.Move move -> "move for " + move.beneficiary().name();
                };
    }

    private static String start(Decision.Start start) {
        return "start %s/%s %s end=%d pays=%s"
                .formatted(
                        start.site(),
                        start.variant().type(),
                        start.workers().stream()
                                .map(worker -> worker.node().value())
                                .collect(Collectors.joining(",")),
                        start.expectedEndMillis(),
                        start.cost().payableNow().formatted());
    }

    /** The explanation of a start, one line for the runner-up and each other site. */
    static String explained(Decision decision) {
        if (!(decision instanceof Decision.Start start)) {
            return "";
        }
        String runnerUp = start.explanation()
                .runnerUp()
                .map(second -> "then " + second.site() + "/" + second.variant().type() + "\n")
                .orElse("");
        return runnerUp
                + start.explanation().others().stream()
                        .map(verdict -> verdict.site() + " " + verdict.kind() + ": " + verdict.text())
                        .collect(Collectors.joining("\n"));
    }
}
