package io.xisuan.billing.rating;

import io.xisuan.billing.RandomMonth;
import io.xisuan.billing.tariff.ComponentPrice;
import io.xisuan.billing.tariff.PriceRule;
import io.xisuan.billing.tariff.Tariff;
import io.xisuan.billing.tariff.TariffBook;
import io.xisuan.billing.tariff.TariffVersion;
import io.xisuan.billing.tariff.Tier;
import io.xisuan.billing.tariff.TimeWindow;
import io.xisuan.billing.tariff.VersionTerms;
import io.xisuan.billing.usage.Component;
import io.xisuan.billing.usage.UsageInterval;
import io.xisuan.model.AcceleratorModel;
import io.xisuan.model.BillingPeriod;
import io.xisuan.model.ContractId;
import io.xisuan.model.DeviceMillis;
import io.xisuan.model.HourlyPrice;
import io.xisuan.model.Interval;
import io.xisuan.model.Rate;
import io.xisuan.model.SiteId;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.TreeMap;

/** Graduated prices of a few milliseconds, so that a plain reference can count every device-millisecond one by one. */
final class GraduatedMonth {
    static final AcceleratorModel H800 = AcceleratorModel.NVIDIA_H800;

    private GraduatedMonth() {}

    /** The west has three steps and storage; the east one more step by night only, network and support. */
    static TariffBook tariffs() {
        return new TariffBook(List.of(new Tariff("steps", List.of(version()))));
    }

    private static TariffVersion version() {
        return new TariffVersion(
                "steps/v1",
                RandomMonth.YEAR,
                Rate.percent(6),
                List.of(
                        rule(RandomMonth.WEST, Optional.empty(), "12.345678", List.of(tier(40, "11"), tier(90, "9.5"))),
                        rule(RandomMonth.EAST, Optional.empty(), "15.999999", List.of()),
                        rule(
                                RandomMonth.EAST,
                                Optional.of(TimeWindow.parse("22:00-08:00")),
                                "9.1",
                                List.of(tier(60, "19.000001")))),
                new VersionTerms(
                        List.of(
                                component(Component.STORAGE, RandomMonth.WEST, "0.35", 6),
                                component(Component.NETWORK, RandomMonth.EAST, "0.08", 9),
                                component(Component.SUPPORT, RandomMonth.EAST, "0.5", 13)),
                        VersionTerms.NONE.commitment(),
                        VersionTerms.NONE.lostWork()));
    }

    private static PriceRule rule(SiteId site, Optional<TimeWindow> window, String price, List<Tier> tiers) {
        return new PriceRule(site, H800, window, HourlyPrice.parse(price), tiers, Optional.empty());
    }

    private static Tier tier(long fromMillis, String price) {
        return new Tier(new DeviceMillis(fromMillis), HourlyPrice.parse(price));
    }

    private static ComponentPrice component(Component component, SiteId site, String price, int vat) {
        return new ComponentPrice(component, site, HourlyPrice.parse(price), Rate.percent(vat));
    }

    /** Returns short runs around an instant, of both contracts and at both sites; no device is held twice at once. */
    static List<UsageInterval> usage(SplittableRandom random, long aroundMillis) {
        List<UsageInterval> usage = new ArrayList<>();
        for (int job = 0; job < 14; job++) {
            long start = aroundMillis - 40 + random.nextInt(60);
            Interval run = new Interval(start, start + 1 + random.nextInt(30));
            int devices = 1 + random.nextInt(3);
            for (int device = 0; device < devices; device++) {
                usage.add(RandomMonth.usage(job, job * 8 + device, run));
            }
        }
        return usage;
    }

    /** Returns the exact amount of each line, by its key as text, counted one device-millisecond after another. */
    static Map<String, BigInteger> reference(List<UsageInterval> usage) {
        Map<String, BigInteger> lines = new TreeMap<>();
        Map<ContractId, Map<BillingPeriod, Long>> counters = new HashMap<>();
        long first = usage.stream()
                .mapToLong(one -> one.interval().startMillis())
                .min()
                .orElseThrow();
        long last = usage.stream()
                .mapToLong(one -> one.interval().endMillis())
                .max()
                .orElseThrow();
        List<UsageInterval> byLane = usage.stream()
                .sorted(Comparator.comparing((UsageInterval one) -> one.job().uid())
                        .thenComparingInt(UsageInterval::attempt)
                        .thenComparing(UsageInterval::node)
                        .thenComparing(UsageInterval::lane))
                .toList();
        for (long instant = first; instant < last; instant++) {
            for (UsageInterval one : byLane) {
                if (one.interval().contains(instant)) {
                    Map<BillingPeriod, Long> months =
                            counters.computeIfAbsent(one.contract(), contract -> new HashMap<>());
                    long before = months.merge(BillingPeriod.of(instant), 1L, Long::sum) - 1;
                    add(lines, one, instant, before);
                }
            }
        }
        return lines;
    }

    private static void add(Map<String, BigInteger> lines, UsageInterval one, long instant, long before) {
        boolean night = TimeWindow.parse("22:00-08:00").contains(instant);
        if (one.site().equals(RandomMonth.WEST)) {
            String tier = before < 40 ? "all-day/0h+" : before < 90 ? hours(40) : hours(90);
            add(
                    lines,
                    one,
                    instant,
                    Component.COMPUTE,
                    tier,
                    before < 40 ? 12_345_678 : before < 90 ? 11_000_000 : 9_500_000);
            add(lines, one, instant, Component.STORAGE, "all-day", 350_000);
        } else {
            String tier = !night ? "all-day" : before < 60 ? "22:00-08:00/0h+" : "22:00-08:00/" + step(60);
            add(
                    lines,
                    one,
                    instant,
                    Component.COMPUTE,
                    tier,
                    !night ? 15_999_999 : before < 60 ? 9_100_000 : 19_000_001);
            add(lines, one, instant, Component.NETWORK, "all-day", 80_000);
            add(lines, one, instant, Component.SUPPORT, "all-day", 500_000);
        }
    }

    private static String hours(long millis) {
        return "all-day/" + step(millis);
    }

    private static String step(long millis) {
        return new DeviceMillis(millis).hours().stripTrailingZeros().toPlainString() + "h+";
    }

    private static void add(
            Map<String, BigInteger> lines,
            UsageInterval one,
            long instant,
            Component component,
            String tier,
            long micros) {
        String key = "%s %s %s %s %s"
                .formatted(one.contract(), one.job().uid(), BillingPeriod.dayOf(instant), component, tier);
        lines.merge(key, BigInteger.valueOf(micros), BigInteger::add);
    }

    /** Returns the charges in the reference's form. */
    static Map<String, BigInteger> lines(List<Charge> charges) {
        Map<String, BigInteger> lines = new TreeMap<>();
        for (Charge charge : charges) {
            LineKey key = charge.key();
            String text = "%s %s %s %s %s"
                    .formatted(key.contract(), key.attempt().job().uid(), key.day(), key.component(), key.tier());
            lines.merge(text, charge.exact().units(), BigInteger::add);
        }
        return lines;
    }
}
