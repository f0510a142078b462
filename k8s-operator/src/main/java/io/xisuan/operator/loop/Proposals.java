package io.xisuan.operator.loop;

import io.xisuan.billing.entitlement.Account;
import io.xisuan.billing.entitlement.AccountId;
import io.xisuan.billing.entitlement.LineRequest;
import io.xisuan.billing.quote.Quote;
import io.xisuan.billing.store.PlannedWorker;
import io.xisuan.billing.store.ShownQuote;
import io.xisuan.billing.store.StartProposal;
import io.xisuan.billing.usage.AttemptKey;
import io.xisuan.model.AcceleratorModel;
import io.xisuan.model.ClusterId;
import io.xisuan.operator.cycle.JobTerms;
import io.xisuan.operator.cycle.NetCosts;
import io.xisuan.operator.device.DevicePart;
import io.xisuan.operator.market.Assembled;
import io.xisuan.operator.market.Reasons;
import io.xisuan.scheduler.demand.Accelerators;
import io.xisuan.scheduler.plan.Decision;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.ToIntFunction;

/** Turns the starts of a plan into what is written before anything acts on them; each draws on what those before it left. */
final class Proposals {
    /** How long a hold whose start never happens is kept. */
    private static final long HOLD_TIME_TO_LIVE_MILLIS = 600_000;

    private final Assembled market;
    private final ClusterId cluster;
    private final long nowMillis;
    private final StartQuotes quotes;

    /**
     * @param shown finds the last quote that was shown for a job, by {@code namespace/name}
     */
    Proposals(Assembled market, ClusterId cluster, Function<String, Optional<ShownQuote>> shown, long nowMillis) {
        this.market = market;
        this.cluster = cluster;
        this.nowMillis = nowMillis;
        this.quotes = new StartQuotes(shown, nowMillis, nowMillis + HOLD_TIME_TO_LIVE_MILLIS);
    }

    /**
     * @param attempts gives the number of a job's next attempt, by its uid
     */
    List<StartProposal> of(
            List<Decision.Start> starts, Map<AccountId, Account> balances, ToIntFunction<String> attempts) {
        NetCosts costs = new NetCosts(market.market(), balances);
        Seats seats = starts.isEmpty() ? Seats.NONE : Seats.of(market);
        List<StartProposal> proposals = new ArrayList<>();
        for (Decision.Start start : starts) {
            proposals.add(proposal(
                    start, costs, seats, attempts.applyAsInt(start.job().uid())));
            costs = costs.started(start);
        }
        return List.copyOf(proposals);
    }

    private StartProposal proposal(Decision.Start start, NetCosts costs, Seats seats, int attempt) {
        JobTerms terms =
                Optional.ofNullable(market.market().terms().get(start.job())).orElseThrow();
        Quote quote = costs.quote(start.placed(), start.site(), start.variant(), nowMillis)
                .orElseThrow(() -> new IllegalStateException(
                        "%s was placed at %s without a price".formatted(start.job(), start.site())));
        List<LineRequest> lines = costs.holdLines(start);
        Accelerators each = start.seat().gang().roles().getFirst().shape().accelerators();
        StartQuotes.Named named = quotes.of(start, quote, terms, costs);
        return new StartProposal(
                new AttemptKey(start.job(), attempt),
                start.request().tenant(),
                terms.contract(),
                terms.seller(),
                cluster,
                start.site(),
                start.variant().type().id(),
                DevicePart.lanes(each),
                DevicePart.text(each),
                start.workers().stream()
                        .map(worker -> new PlannedWorker(worker.rank(), worker.node(), seats.of(start.site(), worker)))
                        .toList(),
                start.placed().runtimeMillis(start.variant()),
                lines,
                named.quote(),
                quote.atMost(),
                named.remark().isEmpty() ? why(start, terms) : why(start, terms) + "; " + named.remark(),
                nowMillis + HOLD_TIME_TO_LIVE_MILLIS);
    }

    private String why(Decision.Start start, JobTerms terms) {
        String full = Reasons.full(start);
        String programmes = Reasons.programmes(
                market.market().grants().of(terms.contract()),
                AcceleratorModel.parse(start.variant().type().id()));
        return programmes.isEmpty() ? full : full + "; " + programmes;
    }
}
