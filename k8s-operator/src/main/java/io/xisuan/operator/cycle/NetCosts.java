package io.xisuan.operator.cycle;

import io.xisuan.billing.entitlement.Account;
import io.xisuan.billing.entitlement.AccountId;
import io.xisuan.billing.entitlement.LineRequest;
import io.xisuan.billing.quote.FreeBalance;
import io.xisuan.billing.quote.Quote;
import io.xisuan.billing.quote.Quoter;
import io.xisuan.billing.quote.SiteQuote;
import io.xisuan.billing.subsidy.Grants;
import io.xisuan.billing.tariff.TariffBook;
import io.xisuan.model.AcceleratorModel;
import io.xisuan.model.Interval;
import io.xisuan.model.JobId;
import io.xisuan.model.Money;
import io.xisuan.model.Rounding;
import io.xisuan.model.SiteId;
import io.xisuan.model.SupplierId;
import io.xisuan.scheduler.CostModel;
import io.xisuan.scheduler.demand.DeviceType;
import io.xisuan.scheduler.demand.JobRequest;
import io.xisuan.scheduler.demand.Variant;
import io.xisuan.scheduler.plan.Cost;
import io.xisuan.scheduler.plan.Decision;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Net prices for the scheduler, from tariffs, programmes and a snapshot of balances that it draws down itself.
 *
 * <p>What it says never changes; what was said once is remembered, so that many equal jobs cost one. For one thread. Places are compared by what is payable now less the tenant's weight of what is expected later; only money that
 * is ours to promise counts as deducted.
 */
public final class NetCosts implements CostModel {
    /** What does not change while a cycle plans. */
    public record Market(
            TariffBook tariffs, Grants grants, Map<SiteId, SupplierId> sellers, Map<JobId, JobTerms> terms) {
        public Market {
            sellers = Map.copyOf(sellers);
            terms = Map.copyOf(terms);
        }
    }

    /** How many changes of price a search for a later start looks at: a month of two a day. */
    private static final int MOST_PRICE_CHANGES = 62;

    private final Market market;
    private final Map<AccountId, Account> balances;
    private final Quoter quoter;
    private final Offers offers;
    /** Looked up only; never walked. */
    private final Map<Asked, Cost> costs = new HashMap<>();
    /** Looked up only; never walked. */
    private final Map<Asked, Optional<Quote>> quotes = new HashMap<>();
    /** The same costs with balances that never run out; made when first asked for. */
    private Optional<NetCosts> plentiful = Optional.empty();

    /** All that a price hangs on beside the market and the balances. */
    private record Asked(Wish wish, SiteId site, DeviceType type) {}

    public NetCosts(Market market, Map<AccountId, Account> balances) {
        this.market = market;
        this.balances = new TreeMap<>(balances);
        this.quoter = new Quoter(market.tariffs(), market.grants(), new FreeBalance(this.balances));
        this.offers = new Offers(market.sellers(), market.tariffs(), quoter);
    }

    @Override
    public Cost cost(JobRequest job, SiteId site, Variant variant, long startMillis) {
        Wish wish = wish(job, variant, startMillis);
        return costs.computeIfAbsent(new Asked(wish, site, variant.type()), asked -> {
            Optional<String> unsold = offers.unsold(wish, site);
            if (unsold.isPresent()) {
                return new Cost.NotSold(unsold.get());
            }
            return quote(asked)
                    .map(quote -> priced(quote, wish.terms()))
                    .orElseGet(() ->
                            new Cost.NotSold("no tariff prices %s there throughout the run".formatted(variant.type())));
        });
    }

    @Override
    public List<Long> priceChanges(SiteId site, long fromMillis, long toMillis) {
        return fromMillis < toMillis
                ? market.tariffs().priceChanges(site, new Interval(fromMillis, toMillis), MOST_PRICE_CHANGES)
                : List.of();
    }

    @Override
    public NetCosts started(Decision.Start start) {
        List<LineRequest> lines = holdLines(start);
        if (lines.isEmpty()) {
            return this;
        }
        Map<AccountId, Account> left = new TreeMap<>(balances);
        for (LineRequest line : lines) {
            line.legs().forEach(leg -> left.computeIfPresent(leg, (id, account) -> account.holding(line.amount())));
        }
        return new NetCosts(market, left);
    }

    /** Returns the quote for a job at a place, or empty when nobody prices it there. */
    public Optional<Quote> quote(JobRequest job, SiteId site, Variant variant, long startMillis) {
        return quote(new Asked(wish(job, variant, startMillis), site, variant.type()));
    }

    private Optional<Quote> quote(Asked asked) {
        return quotes.computeIfAbsent(
                asked,
                first -> AcceleratorModel.byId(first.type().id())
                        .flatMap(model -> quoter.quote(first.wish().at(first.site(), model))));
    }

    /** Returns what is said of every site that the job may use and every accelerator that it can run on. */
    public List<SiteQuote> offers(JobRequest job, Interval starts) {
        List<SiteQuote> all = new ArrayList<>();
        for (SiteId site : new TreeSet<>(market.sellers().keySet())) {
            for (Variant variant : job.variants()) {
                if (job.allows(site)) {
                    Wish wish = Wish.of(termsOf(job.id()), job.gang(), job.runtimeMillis(variant), starts);
                    AcceleratorModel.byId(variant.type().id())
                            .ifPresent(model -> all.add(offers.at(wish, site, model)));
                }
            }
        }
        return List.copyOf(all);
    }

    /**
     * Returns whether vouchers would bear their whole share of so long a run of the job at some site, were it started now: as much as if
     * all of them were plentiful.
     *
     * @param lengthMillis at most as long as the job runs
     */
    public boolean bearShareSomewhere(JobRequest job, long lengthMillis, long nowMillis) {
        NetCosts all = plentiful.orElseGet(() -> new NetCosts(market, Plenty.accounts(market.grants())));
        plentiful = Optional.of(all);
        Interval now = new Interval(nowMillis, nowMillis);
        for (SiteId site : new TreeSet<>(market.sellers().keySet())) {
            for (Variant variant : job.variants()) {
                long length = Math.max(1, Math.min(lengthMillis, job.runtimeMillis(variant)));
                Wish wish = Wish.of(termsOf(job.id()), job.gang(), length, now);
                Asked asked = new Asked(wish, site, variant.type());
                Money borne = borne(asked);
                if (job.allows(site) && borne.isPositive() && borne.compareTo(all.borne(asked)) >= 0) {
                    return true;
                }
            }
        }
        return false;
    }

    /** Returns what vouchers bear of a run; nothing where it is not priced. */
    private Money borne(Asked asked) {
        return quote(asked)
                .map(quote -> quote.gross().minus(quote.payableNow()))
                .orElse(Money.ZERO);
    }

    /** Returns what is said of every site for one accelerator. */
    public List<SiteQuote> offers(Wish wish, AcceleratorModel model) {
        return new TreeSet<>(market.sellers().keySet())
                .stream().map(site -> offers.at(wish, site, model)).toList();
    }

    private Wish wish(JobRequest job, Variant variant, long startMillis) {
        return Wish.of(
                termsOf(job.id()), job.gang(), job.runtimeMillis(variant), new Interval(startMillis, startMillis));
    }

    /** Returns what a start has to hold of vouchers, caps and pools. */
    public List<LineRequest> holdLines(Decision.Start start) {
        long at = start.expectedEndMillis() - start.placed().runtimeMillis(start.variant());
        return quote(start.placed(), start.site(), start.variant(), at)
                .map(quote -> quote.holdLines(new FreeBalance(balances)))
                .orElse(List.of());
    }

    private static Cost priced(Quote quote, JobTerms terms) {
        Money payable = quote.payableNow();
        if (terms.budget().isPresent() && payable.compareTo(terms.budget().get()) > 0) {
            return new Cost.NotSold("payable now %s passes the job's budget of %s"
                    .formatted(payable, terms.budget().get()));
        }
        Money later = quote.expectedLater();
        Money ranking = payable.minus(terms.expectedWeight().of(later, Rounding.FLOOR));
        return new Cost.Priced(payable, quote.gross(), later, ranking);
    }

    private JobTerms termsOf(JobId job) {
        JobTerms terms = market.terms().get(job);
        if (terms == null) {
            throw new IllegalStateException("Job %s was queued without its terms".formatted(job));
        }
        return terms;
    }
}
