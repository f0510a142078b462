package io.xisuan.operator.loop;

import io.xisuan.billing.store.RoomOrder;
import io.xisuan.model.JobId;
import io.xisuan.model.SiteId;
import io.xisuan.operator.report.Reason;
import io.xisuan.operator.translate.JobOrder;
import io.xisuan.scheduler.CostModel;
import io.xisuan.scheduler.demand.JobRequest;
import io.xisuan.scheduler.plan.Cost;
import io.xisuan.scheduler.plan.Decision;
import io.xisuan.scheduler.plan.Eta;
import io.xisuan.scheduler.plan.Refusal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** Puts a plan, and what was refused before it, into the lines of a {@link Preview}. Pure. */
record PreviewLines(Sight sight, CostModel costs) {
    /** Returns a line a job in the order of the plan; those that were refused before it come last. */
    List<Preview.Line> of(List<Decision> plan, RoomPlan.Sorted sorted, SortedMap<JobId, Decision> refused) {
        SortedMap<JobId, Decision> said = new TreeMap<>(sorted.others());
        sorted.starts().forEach(start -> said.put(start.job(), start));
        List<Preview.Line> lines = new ArrayList<>();
        for (Decision decision : plan) {
            Decision last = Optional.ofNullable(said.remove(decision.job())).orElse(decision);
            line(last).ifPresent(lines::add);
        }
        said.values().forEach(decision -> line(decision).ifPresent(lines::add));
        refused.values().forEach(decision -> line(decision).ifPresent(lines::add));
        return lines;
    }

    /** Returns the running jobs that the plan touches. */
    static List<Preview.Touched> touched(RoomOrder order) {
        return order.stops().stream()
                .map(stop -> new Preview.Touched(stop.attempt().job(), stop.reason(), stop.beneficiary()))
                .toList();
    }

    private Optional<Preview.Line> line(Decision decision) {
        return switch (decision) {
            case Decision.Start start ->
                Optional.of(line(
                        start.request(),
                        new Told(
                                Preview.Verdict.STARTS,
                                Optional.of(new Eta(sight.nowMillis(), start.site(), Eta.Cause.JOBS_END, true)),
                                "Placed",
                                "starts now",
                                Optional.of(start.cost()))));
            case Decision.Wait wait -> known(wait.job()).map(request -> line(request, told(wait, request)));
            case Decision.Never never ->
                known(never.job())
                        .map(request -> line(
                                request,
                                new Told(
                                        Preview.Verdict.NEVER,
                                        Optional.empty(),
                                        Reason.of(never.reason(), never.text()).word(),
                                        never.text(),
                                        Optional.empty())));
            case Decision.Preempt preempt ->
                Optional.of(line(
                        preempt.request(),
                        new Told(
                                Preview.Verdict.AFTER_OTHERS,
                                Optional.of(new Eta(
                                        preempt.startMillis(), preempt.seat().site(), Eta.Cause.VICTIMS_LEAVE, true)),
                                Reason.of(Refusal.LEAVING, "").word(),
                                PlanTexts.preempt(preempt),
                                Optional.of(preempt.seat().cost()))));
            case Decision.Resize resize -> Optional.empty();
            case Decision.Move move -> Optional.empty();
        };
    }

    private record Told(
            Preview.Verdict verdict, Optional<Eta> eta, String reason, String text, Optional<Cost.Priced> cost) {}

    private Told told(Decision.Wait wait, JobRequest request) {
        return new Told(
                wait.reason() == Refusal.LEAVING ? Preview.Verdict.AFTER_OTHERS : Preview.Verdict.WAITS,
                wait.eta(),
                Reason.of(wait.reason(), wait.text()).word(),
                wait.text(),
                wait.eta().flatMap(eta -> cheapest(request, eta.site(), eta.startMillis())));
    }

    private Preview.Line line(JobRequest request, Told told) {
        return new Preview.Line(
                request.id(),
                request.tenant(),
                request.priority(),
                request.gang().devices(),
                request.submittedMillis(),
                told.verdict(),
                told.eta().map(Eta::site),
                told.eta().map(Eta::startMillis),
                told.eta().filter(Eta::firm).isPresent(),
                told.reason(),
                told.text(),
                told.cost());
    }

    private Optional<JobRequest> known(JobId job) {
        return Optional.ofNullable(sight.market().orders().get(job)).map(JobOrder::request);
    }

    private Optional<Cost.Priced> cheapest(JobRequest request, SiteId site, long startMillis) {
        return request.variants().stream()
                .map(variant -> costs.cost(request, site, variant, startMillis))
                .filter(Cost.Priced.class::isInstance)
                .map(Cost.Priced.class::cast)
                .min(Comparator.comparing(Cost.Priced::ranking));
    }
}
