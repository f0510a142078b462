package io.xisuan.billing.rating;

import io.xisuan.billing.tariff.PriceSpan;
import io.xisuan.billing.tariff.TariffBook;
import io.xisuan.billing.tariff.TariffBook.Item;
import io.xisuan.billing.tariff.TariffVersion;
import io.xisuan.model.BillingPeriod;
import io.xisuan.model.Interval;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The prices of one version for one item over a window of time, cut by billing day: made once and shared by all attempts, because nothing
 * in it depends on who runs.
 */
final class PriceCalendar {
    /** A span of one day and one price. */
    record Entry(Interval interval, LocalDate day, PriceSpan price) {}

    /** The calendars of a window, made when they are first needed. */
    static final class Shelf {
        private record Of(String version, Item item) {}

        private final TariffBook tariffs;
        private final Interval window;
        private final Map<Of, PriceCalendar> calendars = new HashMap<>();

        Shelf(TariffBook tariffs, Interval window) {
            this.tariffs = tariffs;
            this.window = window;
        }

        PriceCalendar of(TariffVersion version, Item item) {
            return calendars.computeIfAbsent(
                    new Of(version.id(), item), first -> new PriceCalendar(tariffs.spansOf(version, item, window)));
        }
    }

    private final List<Entry> entries = new ArrayList<>();

    private PriceCalendar(List<PriceSpan> spans) {
        for (PriceSpan span : spans) {
            for (Interval day : BillingPeriod.splitByDay(span.interval())) {
                entries.add(new Entry(day, BillingPeriod.dayOf(day.startMillis()), span));
            }
        }
    }

    /** Returns the entries that have time in common with the interval, in order; none where the version has no price. */
    List<Entry> within(Interval interval) {
        int from = firstEndingAfter(interval.startMillis());
        int until = from;
        while (until < entries.size() && entries.get(until).interval().startMillis() < interval.endMillis()) {
            until++;
        }
        return entries.subList(from, until);
    }

    private int firstEndingAfter(long instantMillis) {
        int low = 0;
        int high = entries.size();
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (entries.get(middle).interval().endMillis() > instantMillis) {
                high = middle;
            } else {
                low = middle + 1;
            }
        }
        return low;
    }
}
