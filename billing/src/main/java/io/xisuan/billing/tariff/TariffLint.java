package io.xisuan.billing.tariff;

import io.xisuan.billing.tariff.TariffBook.Item;
import io.xisuan.model.HourlyPrice;
import io.xisuan.model.Interval;
import io.xisuan.model.SiteId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** What is odd about a price list that is valid: nobody is stopped, but somebody should look. */
public final class TariffLint {
    /**
     * @param where the version, and the site and model where it is about these
     */
    public record Finding(String where, String problem) {}

    private static final long DAY = 86_400_000L;

    private final Tariff tariff;
    private final TariffBook book;
    private final List<Finding> findings = new ArrayList<>();

    private TariffLint(Tariff tariff) {
        this.tariff = tariff;
        this.book = new TariffBook(List.of(tariff));
    }

    /** Returns the findings in order of versions. */
    public static List<Finding> of(Tariff tariff) {
        TariffLint lint = new TariffLint(tariff);
        for (int i = 0; i < tariff.versions().size(); i++) {
            TariffVersion version = tariff.versions().get(i);
            if (i > 0) {
                lint.gap(tariff.versions().get(i - 1), version);
            }
            lint.rules(version);
            lint.components(version);
        }
        return List.copyOf(lint.findings);
    }

    private void gap(TariffVersion before, TariffVersion version) {
        if (before.effective().endMillis() < version.effective().startMillis()) {
            add(
                    version.id(),
                    "nothing has a price between %s and %s: jobs of that time cannot be billed"
                            .formatted(
                                    Instant.ofEpochMilli(before.effective().endMillis()),
                                    Instant.ofEpochMilli(version.effective().startMillis())));
        }
    }

    private void rules(TariffVersion version) {
        Set<String> seen = new TreeSet<>();
        for (PriceRule rule : version.rules()) {
            String where = "%s %s at %s".formatted(version.id(), rule.model().id(), rule.site());
            if (seen.add(where)) {
                wholeDay(version, rule, where);
            }
            rising(rule, where);
            if (rule.dearest().equals(new HourlyPrice(0))) {
                add(where, "is free: a job there is a gift, and no programme pays for it");
            }
        }
    }

    private void wholeDay(TariffVersion version, PriceRule rule, String where) {
        long from = version.effective().startMillis();
        long until = Math.min(version.effective().endMillis(), from + DAY);
        if (!book.covers(new Item(rule.site(), rule.model()), new Interval(from, until))) {
            add(where, "has no price at some hours of the day: add an all-day price");
        }
    }

    private void rising(PriceRule rule, String where) {
        HourlyPrice before = rule.price();
        for (Tier tier : rule.tiers()) {
            if (tier.price().compareTo(before) > 0) {
                add(
                        where,
                        "costs more from %s device-hours on (%s after %s): quotes take the dearest step"
                                .formatted(Tier.hours(tier.from()), tier.price().formatted(), before.formatted()));
            }
            before = tier.price();
        }
    }

    private void components(TariffVersion version) {
        Set<SiteId> priced = new TreeSet<>();
        version.rules().forEach(rule -> priced.add(rule.site()));
        for (ComponentPrice price : version.terms().components()) {
            if (!priced.contains(price.site())) {
                add(
                        version.id(),
                        "%s is priced at %s, where %s prices no accelerator: nobody will pay it"
                                .formatted(price.component(), price.site(), tariff.name()));
            }
        }
    }

    private void add(String where, String problem) {
        findings.add(new Finding(where, problem));
    }
}
