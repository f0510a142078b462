package io.xisuan.cli.output;

import io.xisuan.model.BillingPeriod;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * How the devices of each site spent a month, in steps of a day or an hour; {@link UtilisationSvg} draws it.
 *
 * @param stepsPerDay 1 for days, 24 for hours
 */
public record UtilisationChart(BillingPeriod period, int stepsPerDay, List<Site> sites) {
    public UtilisationChart {
        sites = List.copyOf(sites);
        int steps = period.month().lengthOfMonth() * stepsPerDay;
        for (Site site : sites) {
            if (site.steps().size() != steps) {
                throw new IllegalArgumentException("%s has %d steps, but %s has %d of them"
                        .formatted(site.name(), site.steps().size(), period, steps));
            }
        }
    }

    /** What a device was doing; the parts of a step, from the bottom of the chart to its top. */
    public enum Use {
        BACKGROUND("本地负载", "background", "#8b98a8"),
        BILLED("已计费", "billed", "#1d5fa6"),
        HELD_UNBILLED("占用未计费", "held, not billed", "#e3a32b"),
        IDLE("空闲", "idle", "#e2e9f0"),
        UNAVAILABLE("不可用", "unavailable", "#b4483c");

        private final String zh;
        private final String en;
        private final String colour;

        Use(String zh, String en, String colour) {
            this.zh = zh;
            this.en = en;
            this.colour = colour;
        }

        String label() {
            return zh + " " + en;
        }

        String colour() {
            return colour;
        }
    }

    /**
     * One site.
     *
     * @param name its name as people know it, in any language
     * @param devices how many accelerators it has
     */
    public record Site(String name, int devices, List<Shares> steps) {
        public Site {
            steps = List.copyOf(steps);
        }
    }

    /** The shares of one step in whole thousandths, together 1,000; a use that is left out has none. */
    public record Shares(Map<Use, Integer> perMille) {
        private static final int WHOLE = 1000;

        public Shares {
            perMille = Collections.unmodifiableMap(new EnumMap<>(perMille));
            int sum = perMille.values().stream().mapToInt(Integer::intValue).sum();
            if (sum != WHOLE || perMille.values().stream().anyMatch(part -> part < 0)) {
                throw new IllegalArgumentException("%s are no shares of 1000".formatted(perMille));
            }
        }

        /** Returns the shares of these device milliseconds, by largest remainder; nothing at all counts unavailable. */
        public static Shares of(Map<Use, Long> millis) {
            long total = millis.values().stream().mapToLong(Long::longValue).reduce(0, Math::addExact);
            if (total == 0) {
                return new Shares(new EnumMap<>(Map.of(Use.UNAVAILABLE, WHOLE)));
            }
            EnumMap<Use, Integer> shares = new EnumMap<>(Use.class);
            EnumMap<Use, Long> remainders = new EnumMap<>(Use.class);
            int left = WHOLE;
            for (Use use : Use.values()) {
                long scaled = Math.multiplyExact(millis.getOrDefault(use, 0L), (long) WHOLE);
                shares.put(use, (int) (scaled / total));
                remainders.put(use, scaled % total);
                left -= (int) (scaled / total);
            }
            remainders.entrySet().stream()
                    .sorted(Map.Entry.<Use, Long>comparingByValue().reversed())
                    .limit(left)
                    .forEach(use -> shares.merge(use.getKey(), 1, Integer::sum));
            return new Shares(shares);
        }

        int of(Use use) {
            return perMille.getOrDefault(use, 0);
        }
    }
}
