package io.xisuan.operator.inquiry;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.xisuan.billing.quote.Quote;
import io.xisuan.billing.quote.SiteQuote;
import io.xisuan.model.Interval;
import io.xisuan.model.SiteId;
import io.xisuan.operator.api.v1alpha1.Site;
import io.xisuan.operator.cycle.NetCosts;
import io.xisuan.operator.market.Reach;
import io.xisuan.scheduler.Scheduler;
import io.xisuan.scheduler.demand.JobRequest;
import io.xisuan.scheduler.demand.Variant;
import io.xisuan.scheduler.plan.Decision;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/** What is said of each place that is offered for one job: when it would start there, what that costs, and what it emits. */
final class PlaceAnswers {
    /** So many starts are priced at a place: the first that is likely, and the next changes of price. */
    private static final int MOST_STARTS = 4;

    private final Asker asker;
    private final Moment moment;
    private final NextPlan next;
    private final NetCosts costs;
    private final QuoteAnswers.Patience patience;
    private final Reach.Outcome reach;
    private final Scheduler.Situation situation;

    /**
     * @param reach where the job can go by what sites and nodes let it have
     */
    PlaceAnswers(
            Asker asker,
            Moment moment,
            NextPlan next,
            NetCosts costs,
            Reach.Outcome reach,
            QuoteAnswers.Patience patience) {
        this.asker = asker;
        this.moment = moment;
        this.next = next;
        this.costs = costs;
        this.reach = reach;
        this.patience = patience;
        this.situation = next.situation(costs, NextPlan.AS_STATED);
    }

    /** Returns where and when the hub would start it, left to itself. */
    ObjectNode best() {
        ObjectNode node = JsonNodeFactory.instance.objectNode();
        Prospect best = switch (reach) {
            case Reach.Outcome.Here(JobRequest here) -> forecast(here);
            case Reach.Outcome.Nowhere(Decision decision) -> Prospect.of(decision, moment.nowMillis());
        };
        best.into(node, asker);
        return node;
    }

    void write(ObjectNode node, JobRequest request, SiteQuote.Offered offered, Interval starts) {
        SiteId site = offered.site();
        node.put("site", site.value());
        node.put("model", offered.model().id());
        Optional<Variant> variant = request.variants().stream()
                .filter(one -> one.type().id().equals(offered.model().id()))
                .findFirst();
        Prospect prospect =
                variant.map(one -> prospect(site, one)).orElseGet(() -> Prospect.unknown("the job does not run on it"));
        prospect.into(node.putObject("start"), asker);
        variant.ifPresent(one -> prices(node.putArray("starts"), request, site, one, starts, prospect));
        carbon(node.putObject("carbon"), site, offered.worst());
    }

    private Prospect prospect(SiteId site, Variant variant) {
        return switch (reach) {
            case Reach.Outcome.Here(JobRequest here) when here.allows(site) -> forecast(narrowed(here, site, variant));
            case Reach.Outcome.Here elsewhere ->
                Prospect.never("the site does not let the job have what it asks for, or cannot reach its data");
            case Reach.Outcome.Nowhere(Decision decision) -> Prospect.of(decision, moment.nowMillis());
        };
    }

    private Prospect forecast(JobRequest request) {
        return patience.lasts()
                ? Forecast.of(situation, next.options(), request)
                : Prospect.unknown("so many places are offered that not each could be looked at: name one with --site");
    }

    private static JobRequest narrowed(JobRequest job, SiteId site, Variant variant) {
        return new JobRequest(
                job.id(),
                job.tenant(),
                job.gang(),
                List.of(variant),
                job.times(),
                job.priority(),
                job.interruption(),
                job.wishes().at(List.of(site)),
                job.budget());
    }

    /** Prices the first likely start, and starts at the next changes of price there. */
    private void prices(
            ArrayNode all, JobRequest request, SiteId site, Variant variant, Interval starts, Prospect prospect) {
        long first = prospect.startMillis().orElse(starts.startMillis());
        SortedSet<Long> at = new TreeSet<>(List.of(first));
        for (long change : costs.priceChanges(site, first, Math.max(first, starts.endMillis()))) {
            if (at.size() < MOST_STARTS) {
                at.add(change);
            }
        }
        TreeMap<Long, Quote> quotes = new TreeMap<>();
        for (long start : at) {
            costs.quote(request, site, variant, start).ifPresent(quote -> quotes.put(start, quote));
        }
        quotes.forEach((start, quote) -> price(all.addObject(), start, quote));
    }

    private static void price(ObjectNode node, long startMillis, Quote quote) {
        node.put("startMillis", startMillis);
        node.set("gross", Nodes.money(quote.gross()));
        node.set("payableNow", Nodes.money(quote.payableNow()));
        node.set("payableAtMost", Nodes.money(quote.atMost()));
        node.set("expectedLater", Nodes.money(quote.expectedLater()));
    }

    private void carbon(ObjectNode node, SiteId site, Quote quote) {
        Optional<Site> declared = moment.input().resources().sites().stream()
                .filter(one -> one.getMetadata().getName().equals(site.value()))
                .findFirst();
        Carbon.of(declared, quote).into(node);
    }
}
