package io.xisuan.operator.inquiry;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.xisuan.billing.party.Contract;
import io.xisuan.billing.quote.QuoteReader;
import io.xisuan.billing.quote.QuoteSheet;
import io.xisuan.billing.quote.SiteQuote;
import io.xisuan.billing.store.ShownQuote;
import io.xisuan.model.Interval;
import io.xisuan.model.JobId;
import io.xisuan.model.SiteId;
import io.xisuan.operator.api.v1alpha1.InquiryQuote;
import io.xisuan.operator.api.v1alpha1.TrainingJobSpec;
import io.xisuan.operator.cycle.JobTerms;
import io.xisuan.operator.cycle.NetCosts;
import io.xisuan.operator.market.Assembled;
import io.xisuan.operator.market.MarketAssembly;
import io.xisuan.operator.market.MarketInput;
import io.xisuan.operator.market.Reach;
import io.xisuan.operator.market.ResourceKind;
import io.xisuan.operator.market.ResourceProblem;
import io.xisuan.operator.translate.JobOrder;
import io.xisuan.operator.translate.TimeText;
import io.xisuan.scheduler.demand.JobRequest;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Answers what a job would cost at each site and when it would start there. The money is that of {@code quote make}, by the same functions;
 * the times are those of the next plan. For one thread.
 */
public final class QuoteAnswers {
    /** An offer stands for so long at least: people read it, and then the job has to reach the queue. */
    private static final long SHORTEST_STAND_MILLIS = 600_000;

    /** Remembers what does not change from one question to the next. */
    private final MarketAssembly assembly = new MarketAssembly();

    /** A job that is understood, and all that it is quoted with. */
    private record Understood(QuotedJob job, JobRequest request, JobTerms terms, NetCosts costs) {}

    /** What is said while a question is looked at: what it came to, or why it goes no further. */
    private sealed interface Look<T> {
        record Seen<T>(T value) implements Look<T> {}

        record Stopped<T>(Answer.Refused refused) implements Look<T> {}
    }

    /**
     * Returns the answer.
     *
     * @param uid the inquiry's, under which its job is thought of
     * @param patience says whether there is time for one more forecast
     */
    public Answer answer(InquiryQuote quote, Asker asker, String uid, Moment moment, NextPlan next, Patience patience) {
        return switch (understood(quote, asker, uid, moment)) {
            case Look.Stopped<Understood>(Answer.Refused refused) -> refused;
            case Look.Seen<Understood>(Understood seen) -> given(quote, asker, seen, moment, next, patience);
        };
    }

    /** Whether there is time for one more forecast. */
    @FunctionalInterface
    public interface Patience {
        boolean lasts();
    }

    private Answer given(
            InquiryQuote quote, Asker asker, Understood seen, Moment moment, NextPlan next, Patience patience) {
        long now = moment.nowMillis();
        Interval starts = new Interval(now, now + within(quote));
        QuoteSheet sheet = sheet(seen, starts, now);
        ShownQuote shown = ShownQuote.of(sheet);
        ObjectNode root = Nodes.object("quote", now);
        root.put("id", shown.id());
        root.set("quote", QuoteReader.tree(shown.json()));
        PlaceAnswers places = new PlaceAnswers(asker, moment, next, seen.costs(), reach(seen, moment), patience);
        root.set("best", places.best());
        ArrayNode all = root.putArray("places");
        for (SiteQuote site : sheet.sites()) {
            if (site instanceof SiteQuote.Offered offered) {
                places.write(all.addObject(), seen.request(), offered, starts);
            }
        }
        return new Answer.Given(root, seen.job().named() ? Optional.of(shown) : Optional.empty());
    }

    /** What the job names in its namespace is looked up when it waits, and not before. */
    private static Reach.Outcome reach(Understood seen, Moment moment) {
        return new Reach(moment.market().sites(), moment.nodes())
                .of(new Reach.Waiting(
                        seen.request(), seen.job().source().job(), Optional.empty(), Collections.emptySortedMap()));
    }

    private static QuoteSheet sheet(Understood seen, Interval starts, long nowMillis) {
        JobId id = seen.request().id();
        QuoteSheet.Head head = new QuoteSheet.Head(
                seen.job().named() ? Optional.of(id.namespace() + "/" + id.name()) : Optional.empty(),
                seen.request().tenant(),
                seen.terms().contract(),
                seen.request().gang().devices(),
                starts,
                seen.terms().whenMoneyEnds(),
                nowMillis,
                Math.max(starts.endMillis(), nowMillis + SHORTEST_STAND_MILLIS));
        return new QuoteSheet(head, seen.costs().offers(seen.request(), starts));
    }

    private static long within(InquiryQuote quote) {
        String text = quote.startWithin() == null ? InquiryQuote.DEFAULT_START_WITHIN : quote.startWithin();
        return TimeText.lengthMillis(text);
    }

    private Look<Understood> understood(InquiryQuote quote, Asker asker, String uid, Moment moment) {
        return switch (spec(quote, asker, moment)) {
            case Look.Stopped<TrainingJobSpec>(Answer.Refused refused) -> new Look.Stopped<>(refused);
            case Look.Seen<TrainingJobSpec>(TrainingJobSpec spec) ->
                assembled(QuotedJob.of(quote, asker, uid, moment.nowMillis(), spec), quote, moment);
        };
    }

    private static Look<TrainingJobSpec> spec(InquiryQuote quote, Asker asker, Moment moment) {
        TrainingJobSpec job = quote.job();
        if (job != null) {
            return new Look.Seen<>(job);
        }
        var wish = quote.wish();
        if (wish == null) {
            return stopped(Answer.Why.INVALID, "spec.quote: write a job or a wish");
        }
        String named = wish.contractRef();
        if (named != null) {
            return new Look.Seen<>(QuotedJob.spec(wish, named));
        }
        List<Contract> held = QuotedJob.held(moment, asker);
        return QuotedJob.only(held)
                .<Look<TrainingJobSpec>>map(contract ->
                        new Look.Seen<>(QuotedJob.spec(wish, contract.id().value())))
                .orElseGet(() -> new Look.Stopped<>(QuotedJob.unnamed(held)));
    }

    /** Has the job understood as the loop will understand it, by the same resources and books. */
    private Look<Understood> assembled(QuotedJob job, InquiryQuote quote, Moment moment) {
        MarketInput.Resources all = moment.input().resources();
        MarketInput.Resources alone = new MarketInput.Resources(
                all.sites(),
                all.tenants(),
                all.tariffs(),
                all.programmes(),
                all.grants(),
                List.of(job.source()),
                all.tenantOfNamespace());
        Assembled market = assembly.next(new MarketInput(
                alone,
                moment.input().books(),
                moment.input().nodes(),
                moment.nowMillis(),
                moment.input().rulesDay()));
        Optional<JobOrder> order = market.orders().values().stream().findFirst();
        return order.isEmpty()
                ? stopped(Answer.Why.INVALID, problem(market))
                : at(quote.site(), order.get().request(), moment, request -> seen(job, market, request, moment));
    }

    private static Understood seen(QuotedJob job, Assembled market, JobRequest request, Moment moment) {
        NetCosts.Market own = market.market();
        Map<JobId, JobTerms> terms = new HashMap<>(moment.market().market().terms());
        terms.putAll(own.terms());
        NetCosts costs = new NetCosts(
                new NetCosts.Market(own.tariffs(), own.grants(), own.sellers(), terms),
                new TreeMap<>(moment.balances()));
        JobTerms agreed = Optional.ofNullable(own.terms().get(request.id())).orElseThrow();
        return new Understood(job, request, agreed, costs);
    }

    /** Narrows the job to one site, where one is asked about. */
    private static Look<Understood> at(
            @Nullable String site, JobRequest request, Moment moment, Function<JobRequest, Understood> understood) {
        if (site == null) {
            return new Look.Seen<>(understood.apply(request));
        }
        SiteId only = new SiteId(site);
        List<SiteId> known = moment.market().sites().stream()
                .map(each -> new SiteId(each.getMetadata().getName()))
                .toList();
        if (!known.contains(only)) {
            String names = known.stream().map(SiteId::value).collect(Collectors.joining(", "));
            return stopped(Answer.Why.SITE_NOT_FOUND, "there is no site %s; there are %s".formatted(site, names));
        }
        if (!request.allows(only)) {
            return stopped(
                    Answer.Why.SITE_NOT_FOUND,
                    "spec.placement of the job leaves %s out: name it there, or ask about another site"
                            .formatted(site));
        }
        return new Look.Seen<>(
                understood.apply(request.withWishes(request.wishes().at(List.of(only)))));
    }

    private static String problem(Assembled market) {
        return market.problems().stream()
                .filter(problem -> problem.kind() == ResourceKind.TRAINING_JOB)
                .map(ResourceProblem::toString)
                .collect(Collectors.joining("; "));
    }

    private static <T> Look<T> stopped(Answer.Why why, String text) {
        return new Look.Stopped<>(new Answer.Refused(why, text));
    }
}
