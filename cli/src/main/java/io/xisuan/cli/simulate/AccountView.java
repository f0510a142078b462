package io.xisuan.cli.simulate;

import io.xisuan.model.Money;
import io.xisuan.scheduler.plan.Decision;
import io.xisuan.scheduler.plan.Explanation;
import io.xisuan.scheduler.simulation.Account;
import io.xisuan.scheduler.simulation.Outcome;
import io.xisuan.scheduler.simulation.Policy;
import io.xisuan.scheduler.simulation.TraceJob;
import java.util.List;
import java.util.Optional;

/**
 * What is shown of one job under one policy; all times are milliseconds on the clock of the trace.
 *
 * @param site where it started; empty when it never could
 * @param why why there, or why never, in words
 * @param runnerUp the place that would have been next, and by how much it is worse
 * @param needs what it would take to start, or to start at once
 */
record AccountView(
        String policy,
        String job,
        String tenant,
        int devices,
        long submitMillis,
        long durationMillis,
        Optional<Long> startMillis,
        Optional<Long> endMillis,
        Optional<String> site,
        Optional<Money> cost,
        String why,
        Optional<String> runnerUp,
        List<Account.Elsewhere> elsewhere,
        List<Account.Waited> waits,
        String needs) {
    static AccountView of(Account account) {
        TraceJob job = account.job();
        Optional<Decision.Start> start =
                account.decided().filter(Decision.Start.class::isInstance).map(Decision.Start.class::cast);
        return new AccountView(
                account.policy(),
                job.name(),
                job.tenant(),
                job.demand().devices(),
                job.submitMillis(),
                job.durationMillis(),
                account.outcome().map(Outcome::startMillis),
                account.outcome().map(Outcome::endMillis),
                account.outcome().map(outcome -> outcome.runs().getFirst().site()),
                start.map(decision -> decision.cost().payableNow()).filter(cost -> !cost.equals(Money.ZERO)),
                why(account, start),
                start.flatMap(decision -> decision.explanation().runnerUp()).map(AccountView::runnerUp),
                account.elsewhere(),
                account.waits(),
                account.needs());
    }

    private static String why(Account account, Optional<Decision.Start> start) {
        if (account.never().isPresent()) {
            return switch (account.never().get()) {
                case NO_SUCH_SITE -> "no machine belongs to the only site that it may use";
                case NO_SUCH_MODEL -> "no machine has an accelerator model that it can use";
                case LARGER_THAN_EVERY_SITE -> "it does not fit any site that it may use, even when all is idle";
                case CHECKPOINT_TOO_LONG ->
                    "it needs longer to save itself than its sites give before they take devices back";
                case DEADLINE -> "it could not end before its deadline any more";
                case NOT_ALLOWED -> "nobody sells or brings what it asks for, or its tenant may not have so much";
            };
        }
        return start.map(AccountView::chosen)
                .orElseGet(() ->
                        Policy.byId(account.policy()).map(AccountView::rule).orElse(""));
    }

    private static String chosen(Decision.Start start) {
        boolean alone = start.explanation().runnerUp().isEmpty();
        return "%d x %d %s: %s"
                .formatted(
                        start.seat().gang().workers(),
                        start.seat().gang().devices() / start.seat().gang().workers(),
                        start.variant().type(),
                        alone ? "the only place with room" : "the best place with room by cost, then end");
    }

    private static String rule(Policy policy) {
        return switch (policy) {
            case XISUAN -> "the best place with room";
            case FIFO, SJF, BACKFILL -> "the first site of the file with room, on the fullest nodes";
            case SRTF, SRSF -> "the first nodes with room; it may be moved at each submission or end";
        };
    }

    private static String runnerUp(Explanation.RunnerUp second) {
        String worse = second.margin().equals(Money.ZERO) ? "counts the same" : "counts worse by " + second.margin();
        return "%s on %s: %s".formatted(second.site(), second.variant().type(), worse);
    }
}
