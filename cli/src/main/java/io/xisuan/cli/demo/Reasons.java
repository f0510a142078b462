package io.xisuan.cli.demo;

import io.xisuan.scheduler.plan.Decision;
import io.xisuan.scheduler.plan.Explanation;
import java.util.stream.Collectors;

/** Says in one line why a job runs where it runs. */
final class Reasons {
    private Reasons() {}

    static String of(Decision.Start start) {
        Explanation explanation = start.explanation();
        String against = explanation.others().stream()
                .map(verdict -> verdict.site() + ": " + verdict.text())
                .collect(Collectors.joining("; "));
        String cost = "payable now %s, gross %s"
                .formatted(
                        start.cost().payableNow().formatted(),
                        start.cost().gross().formatted());
        return against.isEmpty() ? cost : cost + " | " + against;
    }
}
