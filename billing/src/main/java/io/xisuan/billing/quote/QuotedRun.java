package io.xisuan.billing.quote;

import io.xisuan.billing.rating.FundingStates;
import io.xisuan.billing.subsidy.FundedLine;
import io.xisuan.billing.tariff.TariffBook.Item;
import io.xisuan.billing.tariff.WorstCase.Part;
import io.xisuan.billing.usage.Component;
import io.xisuan.model.BillingPeriod;
import io.xisuan.model.DeviceMillis;
import io.xisuan.model.ExactAmount;
import io.xisuan.model.Interval;
import io.xisuan.model.Rate;
import io.xisuan.model.Rounding;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A run that has not happened, as the lines that it will be billed by: one for each billing day, price and state of funding.
 *
 * @param parts what its time costs
 */
record QuotedRun(QuoteRequest request, long startMillis, List<Part> parts) {
    private record Key(LocalDate day, Component component, String version, String tier, String funding) {}

    /** A line while it is added up. */
    private record Sum(long firstMillis, Component component, ExactAmount amount, Rate vatRate) {
        Sum plus(Sum more) {
            return new Sum(Math.min(firstMillis, more.firstMillis), component, amount.plus(more.amount), vatRate);
        }
    }

    QuotedRun {
        parts = List.copyOf(parts);
    }

    Interval interval() {
        return request.run(startMillis);
    }

    /** Returns the lines in the order in which they will draw on vouchers. */
    List<FundedLine> lines(FundingStates funding) {
        Map<Key, Sum> sums = new LinkedHashMap<>();
        for (Part part : parts) {
            Item item = request.item().with(part.component());
            for (FundingStates.Span span : funding.spans(request.contract(), item, part.interval())) {
                for (Interval day : BillingPeriod.splitByDay(span.interval())) {
                    Key key = new Key(
                            BillingPeriod.dayOf(day.startMillis()),
                            part.component(),
                            part.version(),
                            part.tier(),
                            span.state());
                    sums.merge(key, sum(part, day), Sum::plus);
                }
            }
        }
        return sums.values().stream()
                .sorted(Comparator.comparingLong(Sum::firstMillis).thenComparing(Sum::component))
                .map(this::line)
                .toList();
    }

    private Sum sum(Part part, Interval day) {
        DeviceMillis quantity =
                new DeviceMillis(Math.multiplyExact(request.share().held(day).value(), (long) request.devices()));
        return new Sum(day.startMillis(), part.component(), part.price().times(quantity), part.vatRate());
    }

    private FundedLine line(Sum sum) {
        return new FundedLine(
                request.contract(),
                request.item().with(sum.component()),
                sum.firstMillis(),
                sum.amount().round(Rounding.HALF_UP),
                sum.vatRate(),
                Optional.empty());
    }
}
