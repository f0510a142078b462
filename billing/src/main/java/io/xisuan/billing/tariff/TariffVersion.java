package io.xisuan.billing.tariff;

import io.xisuan.billing.canonical.Sha256;
import io.xisuan.billing.tariff.TariffBook.Item;
import io.xisuan.billing.usage.Component;
import io.xisuan.model.AcceleratorModel;
import io.xisuan.model.HourlyPrice;
import io.xisuan.model.InputException;
import io.xisuan.model.Interval;
import io.xisuan.model.Rate;
import io.xisuan.model.SiteId;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * One version of a price list.
 *
 * @param id unique over all tariffs; invoices print it
 * @param effective when the version is in force
 * @param vatRate the rate that the seller's accountant set for these goods (6 % for cloud services, 13 % for bare rental)
 * @param terms what it says beside prices of accelerators
 */
public record TariffVersion(String id, Interval effective, Rate vatRate, List<PriceRule> rules, VersionTerms terms) {
    /** When a version ends that holds until the next one, while there is none: the last day that times may lie on. */
    public static final long UNTIL_NEXT_MILLIS =
            Instant.parse("9999-12-31T00:00:00Z").toEpochMilli();

    private static final Comparator<PriceRule> ORDER = Comparator.comparing(PriceRule::site)
            .thenComparing(PriceRule::model)
            .thenComparing(rule -> rule.window().isEmpty())
            .thenComparing(PriceRule::tier);

    /** Windows stand before the all-day price of the same site and model, so the first rule that covers an instant wins. */
    public TariffVersion {
        rules = rules.stream().sorted(ORDER).toList();
        if (effective.isEmpty()) {
            throw InputException.of("Tariff version %s is never in force".formatted(id));
        }
        for (int i = 0; i < rules.size(); i++) {
            for (int j = i + 1; j < rules.size(); j++) {
                refuseConflict(id, rules.get(i), rules.get(j));
            }
        }
    }

    /** Returns a version of accelerator prices alone. */
    public TariffVersion(String id, Interval effective, Rate vatRate, List<PriceRule> rules) {
        this(id, effective, vatRate, rules, VersionTerms.NONE);
    }

    private static void refuseConflict(String id, PriceRule one, PriceRule other) {
        if (!one.isFor(other.site(), other.model())
                || one.window().isPresent() != other.window().isPresent()) {
            return;
        }
        boolean overlap = one.window().isEmpty()
                || one.window().get().overlaps(other.window().orElseThrow());
        if (overlap) {
            throw InputException.of("Tariff version %s prices %s at %s twice (%s and %s)"
                    .formatted(id, one.model().id(), one.site(), one.tier(), other.tier()));
        }
    }

    /** Returns the digest that a price lock keeps: SHA-256 in hex over all that sets a price. */
    public String digest() {
        return Sha256.hexOfFields(VersionText.fields(this));
    }

    /**
     * Says whether this is the version that was kept under a digest: the same, or what it was before another one followed it. A version
     * without an end of its own ends with the beginning of the next, which changes none of its prices.
     */
    public boolean isAs(String keptDigest) {
        return digest().equals(keptDigest) || wasOpen(keptDigest);
    }

    /** Says whether a version that was kept under a digest is this one and had no end of its own: another may follow it. */
    public boolean wasOpen(String keptDigest) {
        return untilNext().digest().equals(keptDigest);
    }

    private TariffVersion untilNext() {
        return until(UNTIL_NEXT_MILLIS);
    }

    private TariffVersion until(long endMillis) {
        return new TariffVersion(id, new Interval(effective.startMillis(), endMillis), vatRate, rules, terms);
    }

    /** Returns this version as it is once another follows: one without an end of its own ends there. */
    public TariffVersion followedBy(TariffVersion next) {
        boolean open =
                effective.endMillis() == UNTIL_NEXT_MILLIS && next.effective.startMillis() > effective.startMillis();
        return open ? until(next.effective.startMillis()) : this;
    }

    Optional<PriceRule> ruleAt(SiteId site, AcceleratorModel model, long instantMillis) {
        for (PriceRule rule : rules) {
            if (rule.isFor(site, model) && rule.coversAt(instantMillis)) {
                return Optional.of(rule);
            }
        }
        return Optional.empty();
    }

    /** Returns the next instant after this one at which a daily window may change the price. */
    long nextEdgeMillis(SiteId site, AcceleratorModel model, long instantMillis) {
        long next = Long.MAX_VALUE;
        for (PriceRule rule : rules) {
            if (rule.isFor(site, model) && rule.window().isPresent()) {
                next = Math.min(next, rule.window().get().nextEdgeMillis(instantMillis));
            }
        }
        return next;
    }

    /** Returns the highest price of any tier, or empty when the version has none. */
    Optional<HourlyPrice> dearest(Item item) {
        if (item.component() != Component.COMPUTE) {
            return terms.component(item.site(), item.component()).map(ComponentPrice::price);
        }
        return rules.stream()
                .filter(rule -> rule.isFor(item.site(), item.model()))
                .map(PriceRule::dearest)
                .max(Comparator.naturalOrder());
    }

    /** Returns the VAT rate of a component: its own, or that of the accelerators where the version does not price it. */
    public Rate vatRate(Item item) {
        return terms.component(item.site(), item.component())
                .map(ComponentPrice::vatRate)
                .orElse(vatRate);
    }

    boolean prices(SiteId site, AcceleratorModel model) {
        return rules.stream().anyMatch(rule -> rule.isFor(site, model));
    }
}
