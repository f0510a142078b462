package io.xisuan.operator.translate;

import static io.xisuan.operator.translate.FieldRefusal.read;

import io.xisuan.billing.party.VatRates;
import io.xisuan.billing.tariff.PflopsDay;
import io.xisuan.billing.tariff.PriceRule;
import io.xisuan.billing.tariff.TariffVersion;
import io.xisuan.billing.tariff.Tier;
import io.xisuan.billing.tariff.TimeWindow;
import io.xisuan.billing.tariff.VersionTerms;
import io.xisuan.model.DeviceMillis;
import io.xisuan.model.HourlyPrice;
import io.xisuan.model.Interval;
import io.xisuan.model.Rate;
import io.xisuan.model.SiteId;
import io.xisuan.operator.api.v1alpha1.Tariff;
import io.xisuan.operator.api.v1alpha1.TariffPrice;
import io.xisuan.operator.api.v1alpha1.TariffSpec;
import io.xisuan.operator.api.v1alpha1.TariffTier;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A {@link Tariff} as billing sees it. */
public final class TariffTranslation {
    private TariffTranslation() {}

    /** Returns the price list, or the first field that cannot be understood. */
    public static Translation<io.xisuan.billing.tariff.Tariff> tariff(Tariff tariff) {
        return Translation.of(() -> {
            String name = tariff.getMetadata().getName();
            List<TariffVersion> versions = new ArrayList<>();
            for (int i = 0; i < tariff.getSpec().versions().size(); i++) {
                versions.add(version(name, tariff.getSpec(), i));
            }
            return read("spec.versions", versions, all -> new io.xisuan.billing.tariff.Tariff(name, all));
        });
    }

    private static TariffVersion version(String tariff, TariffSpec spec, int index) {
        String field = "spec.versions[%d]".formatted(index);
        var version = spec.versions().get(index);
        Rate vat = read("spec.vatRate", spec.vatRate(), VatRates::parse);
        Interval effective = effective(spec, index);
        List<PriceRule> rules = new ArrayList<>();
        for (int i = 0; i < version.prices().size(); i++) {
            rules.addAll(
                    rules(field + ".prices[%d]".formatted(i), version.prices().get(i)));
        }
        String id = tariff + "/" + version.name();
        VersionTerms terms = TariffTermsTranslation.terms(field, version);
        return read(field, rules, all -> new TariffVersion(id, effective, vat, all, terms));
    }

    private static Interval effective(TariffSpec spec, int index) {
        String field = "spec.versions[%d].".formatted(index);
        var version = spec.versions().get(index);
        long from = read(field + "from", version.from(), TimeText::instantMillis);
        if (version.to() != null) {
            long to = read(field + "to", version.to(), TimeText::instantMillis);
            return read(field + "to", to, end -> new Interval(from, end));
        }
        if (index + 1 == spec.versions().size()) {
            return new Interval(from, TariffVersion.UNTIL_NEXT_MILLIS);
        }
        String next = "spec.versions[%d].from".formatted(index + 1);
        long end = read(next, spec.versions().get(index + 1).from(), TimeText::instantMillis);
        return read(next, end, until -> new Interval(from, until));
    }

    private static List<PriceRule> rules(String field, TariffPrice price) {
        if (price.pricePerDeviceHour() != null && price.pricePerPflopsDay() != null) {
            throw new FieldRefusal(field, "has two prices: write either pricePerDeviceHour or pricePerPflopsDay");
        }
        Optional<PflopsDay> declared = declared(field, price);
        HourlyPrice perHour = declared.isPresent()
                ? read(field + ".pricePerPflopsDay", declared.get(), PflopsDay::perDeviceHour)
                : read(field + ".pricePerDeviceHour", given(field, price), HourlyPrice::parse);
        Optional<TimeWindow> window =
                Optional.ofNullable(price.window()).map(daily -> read(field + ".window", daily, TimeText::window));
        List<Tier> tiers = new ArrayList<>();
        for (int i = 0; i < price.tiers().size(); i++) {
            tiers.add(tier(field + ".tiers[%d]".formatted(i), price.tiers().get(i)));
        }
        String where = declared.isPresent() ? ".pricePerPflopsDay" : ".pricePerDeviceHour";
        return price.sites().stream()
                .map(site -> read(
                        field + (tiers.isEmpty() ? where : ""),
                        site,
                        name -> new PriceRule(
                                new SiteId(name), price.accelerator().model(), window, perHour, tiers, declared)))
                .toList();
    }

    private static Tier tier(String field, TariffTier tier) {
        DeviceMillis from = new DeviceMillis(Math.multiplyExact((long) tier.fromDeviceHours(), DeviceMillis.PER_HOUR));
        return read(
                field + ".pricePerDeviceHour",
                tier.pricePerDeviceHour(),
                text -> new Tier(from, HourlyPrice.parse(text)));
    }

    private static Optional<PflopsDay> declared(String field, TariffPrice price) {
        Integer teraflops = price.fp16Teraflops();
        if (price.pricePerPflopsDay() == null) {
            if (teraflops != null) {
                throw new FieldRefusal(field + ".fp16Teraflops", "is for prices per PFLOPS-day: leave it out");
            }
            return Optional.empty();
        }
        if (teraflops == null) {
            throw new FieldRefusal(
                    field + ".fp16Teraflops",
                    "is missing: declare the dense FP16 TFLOPS of one card beside pricePerPflopsDay");
        }
        long micros = read(field + ".pricePerPflopsDay", price.pricePerPflopsDay(), HourlyPrice::parse)
                .microsPerDeviceHour();
        return Optional.of(read(field + ".fp16Teraflops", teraflops, declared -> new PflopsDay(micros, declared)));
    }

    private static String given(String field, TariffPrice price) {
        return Optional.ofNullable(price.pricePerDeviceHour())
                .orElseThrow(() ->
                        new FieldRefusal(field, "has no price: write either pricePerDeviceHour or pricePerPflopsDay"));
    }
}
