package io.xisuan.scheduler.placement.policy;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The work that is expected, as shapes of workers with how often each was seen, the most frequent first.
 *
 * @param all every shape
 * @param typical the most frequent ones that together cover 95 of 100 workers, as in "Beware of Fragmentation" (USENIX ATC'23)
 */
public record TypicalMix(List<Weighted> all, List<Weighted> typical) {
    private static final int COVERED_PERCENT = 95;

    /** A mix of which nothing is known: policies that look at it then find all nodes equal. */
    public static final TypicalMix UNKNOWN = new TypicalMix(List.of(), List.of());

    /** A shape and how often it was seen, at least once. */
    public record Weighted(WorkerNeed need, long count) {
        public Weighted {
            if (count < 1) {
                throw new IllegalArgumentException(
                        "A shape of the mix was seen once at least, not %d times".formatted(count));
            }
        }
    }

    public TypicalMix {
        all = List.copyOf(all);
        typical = List.copyOf(typical);
    }

    /** Returns the mix of workers that were seen; of shapes that are equally frequent the one seen first comes first. */
    public static TypicalMix of(List<WorkerNeed> seen) {
        Map<WorkerNeed, Long> counts = new LinkedHashMap<>();
        seen.forEach(need -> counts.merge(need, 1L, Long::sum));
        List<Weighted> all = new ArrayList<>();
        counts.forEach((need, count) -> all.add(new Weighted(need, count)));
        all.sort(Comparator.comparingLong(Weighted::count).reversed());
        return new TypicalMix(all, all.subList(0, covering(all, seen.size())));
    }

    private static int covering(List<Weighted> byCount, long seen) {
        long covered = 0;
        int shapes = 0;
        while (covered * 100 < seen * COVERED_PERCENT) {
            covered += byCount.get(shapes).count();
            shapes++;
        }
        return shapes;
    }

    /** Returns how many workers the typical shapes stand for. */
    long typicalCount() {
        return typical.stream().mapToLong(Weighted::count).sum();
    }
}
