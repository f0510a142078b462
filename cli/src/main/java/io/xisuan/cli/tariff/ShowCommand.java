package io.xisuan.cli.tariff;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.xisuan.billing.tariff.Commitment;
import io.xisuan.billing.tariff.ComponentPrice;
import io.xisuan.billing.tariff.PriceRule;
import io.xisuan.billing.tariff.TariffDocument;
import io.xisuan.billing.tariff.TariffVersion;
import io.xisuan.billing.tariff.Tier;
import io.xisuan.billing.tariff.TimeWindow;
import io.xisuan.cli.output.Column;
import io.xisuan.cli.output.OutputOption;
import io.xisuan.cli.output.ShownTime;
import io.xisuan.cli.output.Table;
import java.util.Locale;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** The command {@code tariff show}: all that one version says. */
@Command(
        name = "show",
        description = "Shows one version of a price list: every price and step, components, commitment, credits.",
        footer = {"", "Example:", "  xisuan tariff show example-graduated/list-2026 --tariff deploy/samples/tariff"},
        mixinStandardHelpOptions = true)
public final class ShowCommand implements Runnable {
    @Mixin
    private OutputOption output = new OutputOption();

    @Mixin
    private PriceLists lists = new PriceLists();

    @Parameters(paramLabel = "VERSION", description = "The version, as LIST/NAME.")
    private String id = "";

    @Override
    public void run() {
        TariffVersion version = lists.find(id).version();
        output.print(json(version), table(version));
        output.output()
                .say("In force from %s to %s (Asia/Shanghai); prices contain VAT. Digest %s."
                        .formatted(
                                ShownTime.minute(version.effective().startMillis()),
                                ShownTime.minute(version.effective().endMillis()),
                                version.digest()));
        Commitment commitment = version.terms().commitment();
        if (!commitment.equals(Commitment.NONE)) {
            output.output()
                    .say(
                            "A contract's month comes to at least %s CNY; %s device-hours are paid for, unused ones at %s CNY. What is missing is never subsidised."
                                    .formatted(
                                            commitment.minimumCharge().formatted(),
                                            commitment
                                                    .committed()
                                                    .hours()
                                                    .stripTrailingZeros()
                                                    .toPlainString(),
                                            commitment.shortfallPrice().formatted()));
        }
        output.output().say(Texts.lostWork(version.terms().lostWork()));
    }

    private static JsonNode json(TariffVersion version) {
        try {
            return new JsonMapper().readTree(TariffDocument.write(version));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Table table(TariffVersion version) {
        Table.Builder table = Table.of(
                Column.name("site", "site"),
                Column.text("what", "what"),
                Column.name("hours", "hours"),
                Column.number("fromDeviceHours", "from device-hours"),
                Column.number("pricePerDeviceHour", "CNY/device-hour"),
                Column.number("vatRate", "VAT"),
                Column.text("madeFrom", "made from"));
        String vat = version.vatRate().formatted();
        version.rules().forEach(rule -> addRule(table, rule, vat));
        for (ComponentPrice price : version.terms().components()) {
            table.row(
                    price.site().value(),
                    price.component().name().toLowerCase(Locale.ROOT),
                    "all day",
                    "0",
                    price.price().formatted(),
                    price.vatRate().formatted(),
                    "");
        }
        return table.build();
    }

    private static void addRule(Table.Builder table, PriceRule rule, String vat) {
        String site = rule.site().value();
        String model = rule.model().id();
        String window = rule.window().map(TimeWindow::toString).orElse("all day");
        String declared = rule.declared().map(Object::toString).orElse("");
        table.row(site, model, window, "0", rule.price().formatted(), vat, declared);
        for (Tier tier : rule.tiers()) {
            String from = tier.from().hours().stripTrailingZeros().toPlainString();
            table.row(site, model, window, from, tier.price().formatted(), vat, "");
        }
    }
}
