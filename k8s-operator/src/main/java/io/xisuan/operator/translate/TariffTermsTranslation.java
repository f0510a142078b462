package io.xisuan.operator.translate;

import static io.xisuan.operator.translate.FieldRefusal.read;

import io.xisuan.billing.party.VatRates;
import io.xisuan.billing.tariff.Commitment;
import io.xisuan.billing.tariff.ComponentPrice;
import io.xisuan.billing.tariff.LostWork;
import io.xisuan.billing.tariff.LostWorkCause;
import io.xisuan.billing.tariff.LostWorkCredit;
import io.xisuan.billing.tariff.TerabyteMonth;
import io.xisuan.billing.tariff.VersionTerms;
import io.xisuan.billing.usage.Component;
import io.xisuan.model.Decimals;
import io.xisuan.model.DeviceMillis;
import io.xisuan.model.HourlyPrice;
import io.xisuan.model.Money;
import io.xisuan.model.Rate;
import io.xisuan.model.Rational;
import io.xisuan.model.SiteId;
import io.xisuan.operator.api.v1alpha1.LostWorkRule;
import io.xisuan.operator.api.v1alpha1.TariffCommitment;
import io.xisuan.operator.api.v1alpha1.TariffComponent;
import io.xisuan.operator.api.v1alpha1.TariffComponentKind;
import io.xisuan.operator.api.v1alpha1.TariffVersion;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** What a tariff version says beside its prices of accelerators. */
final class TariffTermsTranslation {
    private TariffTermsTranslation() {}

    static VersionTerms terms(String field, TariffVersion version) {
        List<ComponentPrice> components = new ArrayList<>();
        for (int i = 0; i < version.components().size(); i++) {
            components.addAll(component(
                    field + ".components[%d]".formatted(i), version.components().get(i)));
        }
        Commitment commitment = commitment(field + ".commitment", version.commitment());
        LostWork lostWork = lostWork(field + ".lostWork", version.lostWork());
        return read(field + ".components", components, all -> new VersionTerms(all, commitment, lostWork));
    }

    private static List<ComponentPrice> component(String field, TariffComponent component) {
        HourlyPrice price = price(field, component);
        Rate vat = read(field + ".vatRate", component.vatRate(), VatRates::parse);
        Component kind = kind(component.component());
        return component.sites().stream()
                .map(site -> read(field, site, name -> new ComponentPrice(kind, new SiteId(name), price, vat)))
                .toList();
    }

    private static HourlyPrice price(String field, TariffComponent component) {
        String perHour = component.pricePerDeviceHour();
        String perMonth = component.pricePerTerabyteMonth();
        String size = component.terabytesPerDevice();
        if ((perHour == null) == (perMonth == null)) {
            throw new FieldRefusal(field, "write either pricePerDeviceHour or pricePerTerabyteMonth");
        }
        if ((perMonth == null) != (size == null)) {
            throw new FieldRefusal(
                    field + ".terabytesPerDevice",
                    "and pricePerTerabyteMonth belong together: say how much comes with one device");
        }
        if (perHour != null) {
            return read(field + ".pricePerDeviceHour", perHour, HourlyPrice::parse);
        }
        long micros = read(field + ".pricePerTerabyteMonth", String.valueOf(perMonth), HourlyPrice::parse)
                .microsPerDeviceHour();
        return read(
                field + ".terabytesPerDevice",
                String.valueOf(size),
                text -> new TerabyteMonth(micros, Rational.of(Decimals.parse(text, "number of terabytes")))
                        .perDeviceHour());
    }

    private static Component kind(TariffComponentKind kind) {
        return switch (kind) {
            case STORAGE -> Component.STORAGE;
            case NETWORK -> Component.NETWORK;
            case SUPPORT -> Component.SUPPORT;
        };
    }

    private static Commitment commitment(String field, @Nullable TariffCommitment commitment) {
        if (commitment == null) {
            return Commitment.NONE;
        }
        Money minimum = Optional.ofNullable(commitment.minimumPerMonth())
                .map(text -> read(field + ".minimumPerMonth", text, Money::parseYuan))
                .orElse(Money.ZERO);
        HourlyPrice price = Optional.ofNullable(commitment.shortfallPricePerDeviceHour())
                .map(text -> read(field + ".shortfallPricePerDeviceHour", text, HourlyPrice::parse))
                .orElse(new HourlyPrice(0));
        long hours = Optional.ofNullable(commitment.deviceHoursPerMonth())
                .map(Integer::longValue)
                .orElse(0L);
        DeviceMillis committed = new DeviceMillis(Math.multiplyExact(hours, DeviceMillis.PER_HOUR));
        return read(field, committed, time -> new Commitment(minimum, time, price));
    }

    private static LostWork lostWork(String field, List<LostWorkRule> rules) {
        SortedMap<LostWorkCause, LostWorkCredit> credits = new TreeMap<>();
        for (LostWorkRule rule : rules) {
            if (credits.put(cause(rule), credit(rule)) != null) {
                throw new FieldRefusal(field, "names %s twice".formatted(cause(rule)));
            }
        }
        return new LostWork(credits);
    }

    private static LostWorkCause cause(LostWorkRule rule) {
        return switch (rule.cause()) {
            case OWNER_RECLAIM -> LostWorkCause.OWNER_RECLAIM;
            case NODE_FAULT -> LostWorkCause.NODE_FAULT;
            case TENANT -> LostWorkCause.TENANT;
        };
    }

    private static LostWorkCredit credit(LostWorkRule rule) {
        return switch (rule.credit()) {
            case NONE -> LostWorkCredit.NONE;
            case SINCE_CHECKPOINT -> LostWorkCredit.SINCE_CHECKPOINT;
            case WHOLE_ATTEMPT -> LostWorkCredit.ALL;
        };
    }
}
