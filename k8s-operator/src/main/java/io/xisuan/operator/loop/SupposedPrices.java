package io.xisuan.operator.loop;

import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.xisuan.model.InputException;
import io.xisuan.operator.api.v1alpha1.Accelerator;
import io.xisuan.operator.api.v1alpha1.Tariff;
import io.xisuan.operator.api.v1alpha1.TariffPrice;
import io.xisuan.operator.api.v1alpha1.TariffSpec;
import io.xisuan.operator.api.v1alpha1.TariffVersion;
import java.util.ArrayList;
import java.util.List;

/** Price lists with another price of one model at one site, in every version and at every hour of the day; copies, the lists themselves stay. */
final class SupposedPrices {
    private SupposedPrices() {}

    /**
     * @throws InputException when nobody prices that model there
     */
    static List<Tariff> of(List<Tariff> tariffs, Supposition.Price wanted) {
        List<Tariff> changed = new ArrayList<>();
        boolean found = false;
        for (Tariff tariff : tariffs) {
            boolean here = tariff.getSpec().versions().stream()
                    .anyMatch(version -> version.prices().stream().anyMatch(price -> isOf(price, wanted)));
            found |= here;
            changed.add(here ? changed(tariff, wanted) : tariff);
        }
        if (!found) {
            throw InputException.of("no price list has %s at %s: see xisuan tariff list"
                    .formatted(wanted.model().id(), wanted.site()));
        }
        return List.copyOf(changed);
    }

    private static boolean isOf(TariffPrice price, Supposition.Price wanted) {
        return price.accelerator().model() == wanted.model()
                && price.sites().contains(wanted.site().value());
    }

    private static Tariff changed(Tariff tariff, Supposition.Price wanted) {
        Tariff changed = new Tariff();
        changed.setMetadata(new ObjectMetaBuilder(tariff.getMetadata()).build());
        TariffSpec spec = tariff.getSpec();
        changed.setSpec(new TariffSpec(
                spec.supplier(),
                spec.vatRate(),
                spec.invoiceItem(),
                spec.versions().stream()
                        .map(version -> changed(version, wanted))
                        .toList()));
        return changed;
    }

    private static TariffVersion changed(TariffVersion version, Supposition.Price wanted) {
        List<TariffPrice> prices = new ArrayList<>();
        boolean found = false;
        for (TariffPrice price : version.prices()) {
            if (!isOf(price, wanted)) {
                prices.add(price);
                continue;
            }
            found = true;
            List<String> others = price.sites().stream()
                    .filter(site -> !site.equals(wanted.site().value()))
                    .toList();
            if (!others.isEmpty()) {
                prices.add(at(price, others));
            }
        }
        if (found) {
            prices.add(price(wanted));
        }
        return new TariffVersion(
                version.name(),
                version.from(),
                version.to(),
                version.billableFrom(),
                prices,
                version.components(),
                version.commitment(),
                version.lostWork());
    }

    private static TariffPrice at(TariffPrice price, List<String> sites) {
        return new TariffPrice(
                price.accelerator(),
                sites,
                price.window(),
                price.pricePerDeviceHour(),
                price.pricePerPflopsDay(),
                price.fp16Teraflops(),
                price.tiers());
    }

    private static TariffPrice price(Supposition.Price wanted) {
        Accelerator accelerator = List.of(Accelerator.values()).stream()
                .filter(each -> each.model() == wanted.model())
                .findFirst()
                .orElseThrow();
        return new TariffPrice(
                accelerator,
                List.of(wanted.site().value()),
                null,
                wanted.price().formatted(),
                null,
                null,
                List.of());
    }
}
