package io.xisuan.billing.invoice;

import io.xisuan.billing.usage.AttemptKey;
import io.xisuan.billing.usage.UsageInterval;
import io.xisuan.model.BillingPeriod;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.TreeMap;

/**
 * Which usage belongs to which part of a month.
 *
 * <p>A record belongs to the part whose cut it lies in, unless its attempt's day was in an earlier part: then to that one, so that no
 * line straddles two documents. A record after the last cut that continues no invoiced day belongs to the part that follows; of a
 * closed month, to the last one. Which part it is follows from the journal and the cuts alone, whenever one asks.
 *
 * @param parts the usage of each part in order, the part that follows included; each observation once
 * @param late how many observations joined a part whose cut they come after
 */
record MonthParts(List<List<UsageInterval>> parts, int late) {
    MonthParts {
        parts = parts.stream().map(List::copyOf).toList();
    }

    /**
     * @param usage in order of record
     * @param cuts the last record of each part, ascending
     * @param closed whether nothing follows the last part
     */
    static MonthParts of(BillingPeriod period, List<PartInput.Recorded> usage, List<Long> cuts, boolean closed) {
        List<List<UsageInterval>> parts = new ArrayList<>();
        for (int i = 0; i < (closed ? cuts.size() : cuts.size() + 1); i++) {
            parts.add(new ArrayList<>());
        }
        Map<AttemptKey, Map<LocalDate, Integer>> days = new TreeMap<>();
        Map<String, UsageInterval> seen = new HashMap<>();
        int late = 0;
        for (PartInput.Recorded recorded : usage) {
            UsageInterval one = recorded.usage();
            if (repeated(seen, one)) {
                continue;
            }
            int own = byCut(recorded.seq(), cuts);
            int part = Math.min(own, parts.size() - 1);
            if (one.billed() && one.interval().overlaps(period.interval())) {
                Map<LocalDate, Integer> known = days.computeIfAbsent(AttemptKey.of(one), key -> new TreeMap<>());
                part = Math.min(part, earliest(known, one).orElse(part));
                late += part < own ? 1 : 0;
                for (LocalDate day : daysOf(one)) {
                    known.putIfAbsent(day, part);
                }
            }
            parts.get(part).add(one);
        }
        return new MonthParts(Collections.unmodifiableList(parts), late);
    }

    /** Returns the usage of all parts before one. */
    List<UsageInterval> before(int part) {
        return parts.subList(0, part).stream().flatMap(List::stream).toList();
    }

    private static boolean repeated(Map<String, UsageInterval> seen, UsageInterval one) {
        UsageInterval known = seen.putIfAbsent(one.id(), one);
        if (known != null && !known.equals(one)) {
            throw new IllegalArgumentException(
                    "Usage id %s stands for two observations: %s and %s".formatted(one.id(), known, one));
        }
        return known != null;
    }

    private static int byCut(long seq, List<Long> cuts) {
        int part = 0;
        while (part < cuts.size() && seq > cuts.get(part)) {
            part++;
        }
        return part;
    }

    private static OptionalInt earliest(Map<LocalDate, Integer> known, UsageInterval usage) {
        return daysOf(usage).stream()
                .filter(known::containsKey)
                .mapToInt(day -> known.getOrDefault(day, 0))
                .min();
    }

    static List<LocalDate> daysOf(UsageInterval usage) {
        LocalDate first = BillingPeriod.dayOf(usage.interval().startMillis());
        LocalDate last = BillingPeriod.dayOf(usage.interval().endMillis() - 1);
        return first.datesUntil(last.plusDays(1)).toList();
    }
}
