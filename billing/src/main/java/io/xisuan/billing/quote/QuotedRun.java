package io.xisuan.billing.quote;

import io.xisuan.billing.rating.FundingStates;
import io.xisuan.billing.subsidy.FundedLine;
import io.xisuan.model.BillingPeriod;
import io.xisuan.model.DeviceMillis;
import io.xisuan.model.HourlyPrice;
import io.xisuan.model.Interval;
import io.xisuan.model.Money;
import io.xisuan.model.Rate;
import io.xisuan.model.Rounding;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A run that has not happened, as the lines that it will be billed by: one for each billing day and each change of funding.
 *
 * @param price of every device-hour of it
 */
record QuotedRun(QuoteRequest request, long startMillis, HourlyPrice price, Rate vatRate) {
    Interval interval() {
        return request.run(startMillis);
    }

    /** Returns the lines, in order of time. */
    List<FundedLine> lines(FundingStates funding) {
        List<FundedLine> lines = new ArrayList<>();
        for (FundingStates.Span span : funding.spans(request.contract(), request.item(), interval())) {
            for (Interval day : BillingPeriod.splitByDay(span.interval())) {
                lines.add(new FundedLine(
                        request.contract(),
                        request.item(),
                        day.startMillis(),
                        amount(day.lengthMillis()),
                        vatRate,
                        Optional.empty()));
            }
        }
        return List.copyOf(lines);
    }

    private Money amount(long millis) {
        DeviceMillis quantity = new DeviceMillis(Math.multiplyExact(millis, (long) request.devices()));
        return price.times(quantity).round(Rounding.HALF_UP);
    }
}
