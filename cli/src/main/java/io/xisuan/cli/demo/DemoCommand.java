package io.xisuan.cli.demo;

import io.xisuan.billing.party.Contract;
import io.xisuan.billing.party.ContractsCsv;
import io.xisuan.billing.party.Supplier;
import io.xisuan.billing.party.SuppliersCsv;
import io.xisuan.cli.Installation;
import io.xisuan.cli.output.Output;
import io.xisuan.cli.output.OutputOption;
import io.xisuan.cli.output.Progress;
import io.xisuan.cli.output.Waiting;
import io.xisuan.model.BillingPeriod;
import io.xisuan.model.InputException;
import io.xisuan.operator.manifest.BookReferences;
import io.xisuan.operator.manifest.ManifestReader;
import io.xisuan.operator.manifest.Manifests;
import java.io.IOException;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code xisuan demo}: one month from manifests to subsidised invoices, in virtual time. */
@Command(
        name = "demo",
        description = "Runs one month of five sites in virtual time: plans, meters, bills, and shows what came of it.",
        mixinStandardHelpOptions = true,
        footer = {"", "Example:", "  xisuan demo --out demo-out --month 2025-10"})
public final class DemoCommand implements Callable<Integer> {
    @Option(
            names = "--out",
            paramLabel = "DIR",
            defaultValue = "demo-out",
            description = "Where the files go (default: ${DEFAULT-VALUE}); an earlier demo's output there is replaced.")
    private Path out = Path.of("demo-out");

    @Option(
            names = "--manifests",
            paramLabel = "DIR",
            description = "Manifests, contracts.csv and suppliers.csv (default: the quickstart sample).")
    private @Nullable Path manifests;

    @Option(
            names = "--month",
            paramLabel = "YYYY-MM",
            defaultValue = "2025-10",
            description = "The month to run and bill (default: ${DEFAULT-VALUE}).")
    private String month = "2025-10";

    @Mixin
    private Progress progress = new Progress();

    @Mixin
    private OutputOption output = new OutputOption();

    @Override
    public Integer call() {
        BillingPeriod period = period();
        Path folder = manifests == null ? Installation.quickstart() : manifests;
        ScenarioLoader.Texts texts = read(folder);
        Demo.Result result;
        try (DemoFiles files = new DemoFiles(out);
                Waiting waiting = progress.begin("reading the manifests")) {
            result = Demo.run(texts, period, files, waiting::now);
            files.publish();
        }
        print(result);
        return 0;
    }

    private BillingPeriod period() {
        try {
            return BillingPeriod.parse(month);
        } catch (IllegalArgumentException e) {
            throw InputException.of("--month: " + e.getMessage());
        }
    }

    private void print(Demo.Result result) {
        Output printer = output.output();
        printer.say("Sites in " + result.summary().period() + ", 数据中心: load without and with what was sold");
        printer.print(result.summary(), ReportTables.sites(result.sites()));
        printer.alsoForPeople("Jobs, 作业 (money in CNY, times in Asia/Shanghai)", ReportTables.jobs(result.summary()));
        printer.alsoForPeople(
                "Invoices, 账单 (a voucher is a payment by a third party, not a discount)",
                ReportTables.invoices(result.books().invoices()));
        printer.alsoForPeople(
                "Programmes, 算力券政策: which applied, and why the others did not",
                ReportTables.programmes(result.summary().programmes()));
        printer.say("");
        printer.say("Metered from " + result.metering() + ".");
        printer.say("Written to " + out + ": summary.json, invoices/, journal/, utilisation.svg");
    }

    private static ScenarioLoader.Texts read(Path folder) {
        if (!Files.isDirectory(folder)) {
            throw InputException.of("--manifests: %s is no folder".formatted(folder));
        }
        List<Supplier> suppliers = csv(folder.resolve("suppliers.csv"), SuppliersCsv::read);
        List<Contract> contracts = csv(folder.resolve("contracts.csv"), ContractsCsv::read);
        Manifests read = new ManifestReader().read(List.of(folder, Installation.programmes()));
        BookReferences.check(read, contracts, suppliers);
        return new ScenarioLoader.Texts(read, suppliers, contracts);
    }

    private interface CsvReader<T> {
        List<T> read(String file, Reader text);
    }

    private static <T> List<T> csv(Path file, CsvReader<T> reader) {
        try (Reader text = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
            return reader.read(file.toString(), text);
        } catch (NoSuchFileException e) {
            throw InputException.of("%s is missing".formatted(file));
        } catch (IOException e) {
            throw InputException.of("%s cannot be read as UTF-8: %s".formatted(file, e.getMessage()));
        }
    }
}
