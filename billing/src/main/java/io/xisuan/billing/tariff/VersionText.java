package io.xisuan.billing.tariff;

import java.util.ArrayList;
import java.util.List;

/**
 * A tariff version as the fields that its digest covers, in a fixed order.
 *
 * <p>What a version does not say adds no field, so that versions of plain prices keep the digests that they always had.
 */
final class VersionText {
    private VersionText() {}

    static List<String> fields(TariffVersion version) {
        List<String> fields = new ArrayList<>(List.of(
                version.id(),
                version.effective().toString(),
                version.vatRate().value().toString()));
        version.rules().forEach(rule -> rule(fields, rule));
        for (ComponentPrice price : version.terms().components()) {
            fields.addAll(
                    List.of("component", price.component().name(), price.site().value()));
            fields.add(Long.toString(price.price().microsPerDeviceHour()));
            fields.add(price.vatRate().value().toString());
        }
        Commitment commitment = version.terms().commitment();
        if (!commitment.equals(Commitment.NONE)) {
            fields.addAll(List.of(
                    "commitment", Long.toString(commitment.minimumCharge().fen())));
            fields.add(Long.toString(commitment.committed().value()));
            fields.add(Long.toString(commitment.shortfallPrice().microsPerDeviceHour()));
        }
        version.terms()
                .lostWork()
                .credits()
                .forEach((cause, credit) -> fields.addAll(List.of("lost-work", cause.name(), credit.name())));
        return fields;
    }

    private static void rule(List<String> fields, PriceRule rule) {
        fields.add(rule.site().value());
        fields.add(rule.model().id());
        fields.add(rule.tier());
        fields.add(Long.toString(rule.price().microsPerDeviceHour()));
        for (Tier tier : rule.tiers()) {
            fields.addAll(List.of("from", Long.toString(tier.from().value())));
            fields.add(Long.toString(tier.price().microsPerDeviceHour()));
        }
        rule.declared().ifPresent(declared -> fields.addAll(List.of("pflops-day", declared.toString())));
    }
}
