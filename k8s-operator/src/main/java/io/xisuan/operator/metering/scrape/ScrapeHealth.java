package io.xisuan.operator.metering.scrape;

import io.xisuan.operator.metering.evidence.GapCause;
import java.util.Collections;
import java.util.EnumMap;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * How scraping gets on, by the last slot of each target.
 *
 * @param running false when it was closed or ended by a defect: then nobody is asked
 * @param targets how many are asked
 * @param answered how many of them answered
 * @param gaps how many did not, by cause
 * @param waiting outcomes that nobody has drained yet
 */
public record ScrapeHealth(boolean running, int targets, int answered, SortedMap<GapCause, Integer> gaps, int waiting) {
    public ScrapeHealth {
        gaps = Collections.unmodifiableSortedMap(new TreeMap<>(gaps));
    }

    static ScrapeHealth of(boolean running, int targets, Iterable<Optional<GapCause>> last, int waiting) {
        EnumMap<GapCause, Integer> gaps = new EnumMap<>(GapCause.class);
        int answered = 0;
        for (Optional<GapCause> cause : last) {
            if (cause.isEmpty()) {
                answered++;
            } else {
                gaps.merge(cause.get(), 1, Integer::sum);
            }
        }
        return new ScrapeHealth(running, targets, answered, new TreeMap<>(gaps), waiting);
    }
}
