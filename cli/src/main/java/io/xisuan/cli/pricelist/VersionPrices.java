package io.xisuan.cli.pricelist;

import io.xisuan.model.AcceleratorModel;
import io.xisuan.model.Decimals;
import io.xisuan.model.HourlyPrice;
import io.xisuan.operator.api.v1alpha1.Accelerator;
import io.xisuan.operator.api.v1alpha1.DailyWindow;
import io.xisuan.operator.api.v1alpha1.TariffComponent;
import io.xisuan.operator.api.v1alpha1.TariffComponentKind;
import io.xisuan.operator.api.v1alpha1.TariffPrice;
import io.xisuan.operator.api.v1alpha1.TariffTier;
import io.xisuan.operator.api.v1alpha1.TariffVersion;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SequencedMap;
import org.jspecify.annotations.Nullable;

/** The prices of a version one by one, each for one site and one step, and back: how rows and versions are compared. */
final class VersionPrices {
    private VersionPrices() {}

    /** Returns the prices in the order in which the version has them. */
    static SequencedMap<PriceKey, Price> of(TariffVersion version) {
        SequencedMap<PriceKey, Price> prices = new LinkedHashMap<>();
        for (TariffPrice price : version.prices()) {
            for (String site : price.sites()) {
                PriceKey key = new PriceKey(price.accelerator().model().id(), site, hours(price.window()), 0);
                prices.put(key, price(price));
                for (TariffTier tier : price.tiers()) {
                    prices.put(
                            new PriceKey(key.item(), site, key.hours(), tier.fromDeviceHours()),
                            new Price(PriceUnit.DEVICE_HOUR, yuan(tier.pricePerDeviceHour()), "", ""));
                }
            }
        }
        for (TariffComponent component : version.components()) {
            String item = component.component().name().toLowerCase(Locale.ROOT);
            component.sites().forEach(site -> prices.put(new PriceKey(item, site, "", 0), price(component)));
        }
        return prices;
    }

    private static String hours(@Nullable DailyWindow window) {
        return window == null ? "" : window.from() + "-" + window.to();
    }

    private static Price price(TariffPrice price) {
        return price.pricePerPflopsDay() == null
                ? new Price(PriceUnit.DEVICE_HOUR, yuan(price.pricePerDeviceHour()), "", "")
                : new Price(
                        PriceUnit.PFLOPS_DAY,
                        yuan(price.pricePerPflopsDay()),
                        String.valueOf(price.fp16Teraflops()),
                        "");
    }

    private static Price price(TariffComponent component) {
        String vat = plain(component.vatRate());
        return component.pricePerTerabyteMonth() == null
                ? new Price(PriceUnit.DEVICE_HOUR, yuan(component.pricePerDeviceHour()), "", vat)
                : new Price(
                        PriceUnit.TB_MONTH,
                        yuan(component.pricePerTerabyteMonth()),
                        plain(String.valueOf(component.terabytesPerDevice())),
                        vat);
    }

    private static String yuan(@Nullable String text) {
        return HourlyPrice.parse(String.valueOf(text)).formatted();
    }

    private static String plain(String text) {
        return Decimals.parse(text, "number").stripTrailingZeros().toPlainString();
    }

    /** Returns prices of accelerators as a version has them: sites with the same prices and steps together. */
    static List<TariffPrice> accelerators(SequencedMap<PriceKey, Price> prices) {
        SequencedMap<TariffPrice, List<String>> sites = new LinkedHashMap<>();
        for (Map.Entry<PriceKey, Price> entry : prices.entrySet()) {
            PriceKey key = entry.getKey();
            if (!PriceLine.isComponent(key.item()) && key.fromDeviceHours() == 0) {
                TariffPrice price = accelerator(key, entry.getValue(), tiers(key, prices));
                sites.computeIfAbsent(price, first -> new ArrayList<>()).add(key.site());
            }
        }
        List<TariffPrice> together = new ArrayList<>();
        sites.forEach((price, at) -> together.add(new TariffPrice(
                price.accelerator(),
                at,
                price.window(),
                price.pricePerDeviceHour(),
                price.pricePerPflopsDay(),
                price.fp16Teraflops(),
                price.tiers())));
        return together;
    }

    private static TariffPrice accelerator(PriceKey key, Price price, List<TariffTier> tiers) {
        boolean byPower = price.unit() == PriceUnit.PFLOPS_DAY;
        return new TariffPrice(
                Arrays.stream(Accelerator.values())
                        .filter(one -> one.model() == AcceleratorModel.parse(key.item()))
                        .findFirst()
                        .orElseThrow(),
                List.of(),
                key.hours().isEmpty()
                        ? null
                        : new DailyWindow(
                                key.hours().substring(0, 5), key.hours().substring(6)),
                byPower ? null : price.yuan(),
                byPower ? price.yuan() : null,
                byPower ? Integer.valueOf(price.quantity()) : null,
                tiers);
    }

    private static List<TariffTier> tiers(PriceKey first, SequencedMap<PriceKey, Price> prices) {
        return prices.entrySet().stream()
                .filter(entry -> entry.getKey().fromDeviceHours() > 0
                        && entry.getKey().first().equals(first))
                .map(entry -> new TariffTier(
                        entry.getKey().fromDeviceHours(), entry.getValue().yuan()))
                .sorted((one, other) -> Integer.compare(one.fromDeviceHours(), other.fromDeviceHours()))
                .toList();
    }

    /** Returns prices of components as a version has them. */
    static List<TariffComponent> components(SequencedMap<PriceKey, Price> prices) {
        SequencedMap<TariffComponent, List<String>> sites = new LinkedHashMap<>();
        prices.forEach((key, price) -> {
            if (PriceLine.isComponent(key.item())) {
                sites.computeIfAbsent(component(key.item(), price), first -> new ArrayList<>())
                        .add(key.site());
            }
        });
        List<TariffComponent> together = new ArrayList<>();
        sites.forEach((one, at) -> together.add(new TariffComponent(
                one.component(),
                at,
                one.pricePerDeviceHour(),
                one.pricePerTerabyteMonth(),
                one.terabytesPerDevice(),
                one.vatRate())));
        return together;
    }

    private static TariffComponent component(String item, Price price) {
        boolean bySize = price.unit() == PriceUnit.TB_MONTH;
        return new TariffComponent(
                TariffComponentKind.valueOf(item.toUpperCase(Locale.ROOT)),
                List.of(),
                bySize ? null : price.yuan(),
                bySize ? price.yuan() : null,
                bySize ? price.quantity() : null,
                price.vatRate());
    }
}
