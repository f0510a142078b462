package io.xisuan.cli.backup;

import io.xisuan.model.BillingPeriod;
import java.time.Instant;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * Which backups are kept: the last ones, and the last one of each of so many days and months of Beijing time that have one. The newest is
 * always kept.
 */
record Retention(int last, int daily, int monthly) {
    /** Everything is kept. */
    static final Retention ALL = new Retention(0, 0, 0);

    Retention {
        if (last < 0 || daily < 0 || monthly < 0) {
            throw new IllegalArgumentException("write 0 or more: %d, %d, %d".formatted(last, daily, monthly));
        }
    }

    /** Returns whether anything is ever pruned. */
    boolean prunes() {
        return last + daily + monthly > 0;
    }

    /** Returns those that are kept, oldest first. */
    List<Instant> kept(Collection<Instant> made) {
        if (!prunes()) {
            return made.stream().sorted().toList();
        }
        List<Instant> newestFirst =
                made.stream().sorted(Collections.reverseOrder()).toList();
        return Stream.of(
                        newestFirst.stream().limit(Math.max(1, last)),
                        lastOfEach(
                                newestFirst,
                                daily,
                                at -> BillingPeriod.dayOf(at.toEpochMilli()).toString())
                                .stream(),
                        lastOfEach(
                                newestFirst,
                                monthly,
                                at -> BillingPeriod.of(at.toEpochMilli()).toString())
                                .stream())
                .flatMap(kept -> kept)
                .distinct()
                .sorted()
                .toList();
    }

    private static Collection<Instant> lastOfEach(List<Instant> newestFirst, int most, Function<Instant, String> span) {
        TreeMap<String, Instant> lastOf = new TreeMap<>(Collections.reverseOrder());
        newestFirst.forEach(at -> lastOf.putIfAbsent(span.apply(at), at));
        return lastOf.values().stream().limit(most).toList();
    }
}
