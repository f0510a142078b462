package io.xisuan.cli.tariff;

import io.xisuan.billing.tariff.TariffVersion;
import io.xisuan.cli.output.Column;
import io.xisuan.cli.output.OutputOption;
import io.xisuan.cli.output.ShownTime;
import io.xisuan.cli.output.Table;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** The command {@code tariff list}: versions with their intervals. */
@Command(
        name = "list",
        description = "Lists the versions of price lists, from manifests or as the store keeps those that were used.",
        footer = {"", "Example:", "  xisuan tariff list --tariff deploy/samples/tariff"},
        mixinStandardHelpOptions = true)
public final class ListCommand implements Runnable {
    @Mixin
    private OutputOption output = new OutputOption();

    @Mixin
    private PriceLists lists = new PriceLists();

    /** One version as JSON shows it. */
    record Listed(
            String version,
            long fromMillis,
            long toMillis,
            String vatRate,
            int prices,
            int components,
            String digest,
            Optional<Long> firstUsedMillis) {
        static Listed of(PriceLists.Known known) {
            TariffVersion version = known.version();
            return new Listed(
                    version.id(),
                    version.effective().startMillis(),
                    version.effective().endMillis(),
                    version.vatRate().formatted(),
                    version.rules().size(),
                    version.terms().components().size(),
                    version.digest(),
                    known.firstUsedMillis());
        }
    }

    @Override
    public void run() {
        List<Listed> versions = lists.all().stream().map(Listed::of).toList();
        Table.Builder table = Table.of(
                Column.name("version", "version"),
                Column.name("from", "from"),
                Column.name("to", "to"),
                Column.number("vatRate", "VAT"),
                Column.number("prices", "prices"),
                Column.number("components", "components"),
                Column.name("digest", "digest"),
                Column.name("firstUsed", "first used"));
        for (Listed version : versions) {
            table.row(
                    version.version(),
                    ShownTime.minute(version.fromMillis()),
                    ShownTime.minute(version.toMillis()),
                    version.vatRate(),
                    version.prices(),
                    version.components(),
                    version.digest().substring(0, 12),
                    version.firstUsedMillis().map(ShownTime::minute).orElse("-"));
        }
        output.print(versions, table.build());
    }
}
