package io.xisuan.billing.rating;

import io.xisuan.billing.tariff.PriceSpan;
import io.xisuan.model.HourlyPrice;
import io.xisuan.model.TenantId;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;

/** The lines of one attempt, item and day: few, so that they are searched and not hashed. */
final class DayLines {
    private final ContractRating.Lines all;
    private final TenantId tenant;
    private final LineKey first;
    private final List<RatedLine> lines = new ArrayList<>();

    /**
     * @param first the key of any line of the day
     */
    DayLines(ContractRating.Lines all, TenantId tenant, LineKey first) {
        this.all = all;
        this.tenant = tenant;
        this.first = first;
    }

    LocalDate day() {
        return first.day();
    }

    /** Returns the line of a price and a state of funding; of a graduated price that of its first step. */
    RatedLine line(PriceSpan price, String funding) {
        return line(price, price.tierName(0), price.price(), funding);
    }

    /** Returns the line of a further step of a graduated price. */
    RatedLine step(RatedLine line, PriceSpan price, int step) {
        return step == 0
                ? line
                : line(
                        price,
                        price.tierName(step),
                        price.priceOf(step),
                        line.key().funding());
    }

    private RatedLine line(PriceSpan span, String tier, HourlyPrice price, String funding) {
        for (RatedLine line : lines) {
            LineKey key = line.key();
            if (key.tier().equals(tier)
                    && key.funding().equals(funding)
                    && key.tariffVersion().equals(span.version())) {
                return samePrice(line, price);
            }
        }
        LineKey key = new LineKey(
                first.contract(),
                first.attempt(),
                first.component(),
                first.site(),
                first.model(),
                span.version(),
                tier,
                funding,
                first.day());
        RatedLine line = all.add(key, tenant, price, span.vatRate());
        lines.add(line);
        return line;
    }

    private static RatedLine samePrice(RatedLine line, HourlyPrice price) {
        if (!line.price().equals(price)) {
            throw new IllegalStateException(
                    "One line has two prices, %s and %s: %s".formatted(line.price(), price, line.key()));
        }
        return line;
    }
}
