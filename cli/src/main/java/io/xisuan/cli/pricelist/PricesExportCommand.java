package io.xisuan.cli.pricelist;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.xisuan.cli.ClusterOption;
import io.xisuan.cli.output.Column;
import io.xisuan.cli.output.OutputOption;
import io.xisuan.cli.output.Progress;
import io.xisuan.cli.output.Table;
import io.xisuan.operator.api.v1alpha1.Tariff;
import io.xisuan.operator.api.v1alpha1.TariffSpec;
import io.xisuan.operator.api.v1alpha1.TariffVersion;
import io.xisuan.operator.manifest.ManifestReader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The command {@code tariff export}: price lists as the table that {@code tariff import} takes. */
@Command(
        name = "export",
        description = {
            "Prints price lists as the table that tariff import takes: one row a price and step. With -o csv it opens in a spreadsheet;",
            "change version, day and prices there and import it."
        },
        footer = {"", "Example:", "  xisuan tariff export -o csv > prices.csv"},
        mixinStandardHelpOptions = true)
public final class PricesExportCommand implements Runnable {
    @Parameters(paramLabel = "NAME", arity = "0..*", description = "The price lists (default: all).")
    private List<String> names = new ArrayList<>();

    @Option(
            names = "--tariff",
            paramLabel = "FILE",
            arity = "1..*",
            description = "Read Tariff manifests from these files or folders instead of the cluster.")
    private List<Path> manifests = new ArrayList<>();

    @Mixin
    private ClusterOption cluster = new ClusterOption();

    @Mixin
    private Progress progress = new Progress();

    @Mixin
    private OutputOption output = new OutputOption();

    @Override
    public void run() {
        List<SortedMap<String, String>> rows = new ArrayList<>();
        for (Tariff tariff : tariffs()) {
            String name = tariff.getMetadata().getName();
            if (names.isEmpty() || names.contains(name)) {
                tariff.getSpec().versions().forEach(version -> rows.addAll(rows(name, tariff.getSpec(), version)));
            }
        }
        Table.Builder table = Table.of(PriceColumns.ALL.stream()
                .map(column -> Column.name(
                        column, output.language().of(PriceColumns.chinese(column), column.replace('_', ' '))))
                .toArray(Column[]::new));
        rows.forEach(row -> table.row(PriceColumns.ALL.stream()
                .map(column -> row.getOrDefault(column, ""))
                .toArray()));
        output.print(rows, table.build());
    }

    private List<Tariff> tariffs() {
        if (!manifests.isEmpty()) {
            return new ManifestReader().readLoose(manifests).tariffs();
        }
        try (KubernetesClient client = cluster.open()) {
            return progress.during(
                    output.language().of("询问集群", "asking the cluster"), new TariffsOnCluster(client)::all);
        }
    }

    private static List<SortedMap<String, String>> rows(String name, TariffSpec list, TariffVersion version) {
        List<SortedMap<String, String>> rows = new ArrayList<>();
        VersionPrices.of(version).forEach((key, price) -> rows.add(row(key, price)));
        rows.forEach(row -> {
            row.put(PriceColumns.TARIFF, name);
            row.put(PriceColumns.SUPPLIER, list.supplier());
            row.putIfAbsent(PriceColumns.VAT_RATE, list.vatRate());
            row.put(PriceColumns.INVOICE_ITEM, list.invoiceItem());
            row.putAll(VersionHead.of(version).cells(version.name()));
        });
        return rows;
    }

    private static SortedMap<String, String> row(PriceKey key, Price price) {
        SortedMap<String, String> cells = new TreeMap<>();
        cells.put(PriceColumns.ITEM, key.item());
        cells.put(PriceColumns.SITES, key.site());
        cells.put(PriceColumns.HOURS, key.hours());
        cells.put(PriceColumns.FROM_HOURS, key.fromDeviceHours() == 0 ? "" : Integer.toString(key.fromDeviceHours()));
        cells.put(PriceColumns.PRICE, price.yuan());
        cells.put(PriceColumns.UNIT, price.unit().word());
        cells.put(PriceColumns.QUANTITY, price.quantity());
        if (!price.vatRate().isEmpty()) {
            cells.put(PriceColumns.VAT_RATE, price.vatRate());
        }
        return cells;
    }
}
