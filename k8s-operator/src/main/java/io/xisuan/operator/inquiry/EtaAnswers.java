package io.xisuan.operator.inquiry;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.xisuan.billing.store.Intent;
import io.xisuan.model.JobId;
import io.xisuan.operator.cycle.NetCosts;
import io.xisuan.operator.report.JobVerdict;
import io.xisuan.scheduler.Scheduler;
import io.xisuan.scheduler.demand.JobRequest;
import java.util.List;
import java.util.Optional;

/**
 * Answers when a job that waits is expected to start: once as if every run took as long as its tenant says, and, where enough runs are
 * behind us, once each as if all took as short, as usual and as long as these did. Neither is a promise: who comes later with more right,
 * and what the sites' owners take back, is in none.
 */
public final class EtaAnswers {
    private static final int EARLY_PERCENT = 10;
    private static final int LIKELY_PERCENT = 50;
    private static final int LATE_PERCENT = 90;

    private EtaAnswers() {}

    /** How many of the last runs the answer goes by at most. */
    public static int mostRuns() {
        return RunHistory.MOST;
    }

    /** Returns what the outcome of a run begins with that ended of itself. */
    public static String ownEnd() {
        return RunHistory.OWN_END;
    }

    /**
     * Returns the answer; of the queue it tells how many of the asker's own jobs wait.
     *
     * @param ended the last runs that ended of themselves
     */
    public static Answer answer(JobSeen seen, Asker asker, Moment moment, NextPlan next, List<Intent> ended) {
        ObjectNode root = Nodes.object("eta", moment.nowMillis());
        root.put("job", seen.job().toString());
        Phases.into(root, seen.verdict(), asker);
        NetCosts costs = new NetCosts(moment.market().market(), moment.balances());
        Scheduler.Situation stated = next.situation(costs, NextPlan.AS_STATED);
        root.put(
                "waiting",
                stated.queue().stream()
                        .filter(one -> one.tenant().equals(asker.tenant()))
                        .count());
        Optional<JobRequest> waits = request(stated, seen.job());
        if (waits.isPresent()) {
            Prospect prospect = Forecast.of(stated, next.options(), waits.get());
            prospect.into(root.putObject("start"), asker);
            range(root.putObject("range"), seen.job(), next, costs, RunHistory.of(ended));
        } else {
            seen.verdict().ifPresent(verdict -> told(root, verdict));
        }
        return new Answer.Given(root);
    }

    /** Of a job that is not planned with, what its status says. */
    private static void told(ObjectNode root, JobVerdict verdict) {
        switch (verdict) {
            case JobVerdict.Running running ->
                root.putObject("start")
                        .put("when", "STARTED")
                        .put("startMillis", running.startedAt().toEpochMilli());
            case JobVerdict.Ended ended ->
                ended.startedAt()
                        .ifPresent(at ->
                                root.putObject("start").put("when", "STARTED").put("startMillis", at.toEpochMilli()));
            case JobVerdict.Queued queued -> {
                ObjectNode start = root.putObject("start");
                start.put("when", queued.start().isPresent() ? "NOT_BEFORE" : Prospect.When.UNKNOWN.name());
                queued.start().ifPresent(at -> start.put("startMillis", at.toEpochMilli()));
            }
            case JobVerdict.Never never -> root.putObject("start").put("when", Prospect.When.NEVER.name());
            case JobVerdict.Starting starting -> root.putObject("start").put("when", Prospect.When.NOW.name());
            case JobVerdict.Refused refused -> root.putObject("start").put("when", Prospect.When.NEVER.name());
            case JobVerdict.Stopping stopping -> root.putObject("start").put("when", Prospect.When.UNKNOWN.name());
            case JobVerdict.Suspended suspended -> root.putObject("start").put("when", Prospect.When.UNKNOWN.name());
        }
    }

    private static Optional<JobRequest> request(Scheduler.Situation situation, JobId job) {
        return situation.queue().stream().filter(one -> one.id().equals(job)).findFirst();
    }

    private static void range(ObjectNode node, JobId job, NextPlan next, NetCosts costs, RunHistory history) {
        node.put("runs", history.perMille().size());
        if (!history.enough()) {
            node.put(
                    "why",
                    "fewer than %d runs have ended by themselves, so nobody knows yet how long runs last against what is said of them"
                            .formatted(RunHistory.FEWEST));
            return;
        }
        put(node, "early", job, next, costs, history.quantile(EARLY_PERCENT));
        put(node, "likely", job, next, costs, history.quantile(LIKELY_PERCENT));
        put(node, "late", job, next, costs, history.quantile(LATE_PERCENT));
    }

    private static void put(ObjectNode range, String name, JobId job, NextPlan next, NetCosts costs, int runsPerMille) {
        Scheduler.Situation situation = next.situation(costs, runsPerMille);
        ObjectNode node = range.putObject(name).put("runsPerMille", runsPerMille);
        request(situation, job)
                .map(request -> Forecast.of(situation, next.options(), request))
                .ifPresent(prospect -> prospect.startMillis().ifPresent(start -> node.put("startMillis", start)));
    }
}
