package io.xisuan.cli.tariff;

import io.xisuan.billing.tariff.Tariff;
import io.xisuan.billing.tariff.TariffBook;
import io.xisuan.billing.tariff.TariffLint;
import io.xisuan.cli.ExitCode;
import io.xisuan.cli.output.Column;
import io.xisuan.cli.output.OutputOption;
import io.xisuan.cli.output.Table;
import io.xisuan.model.InputException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** The command {@code tariff lint}: what is odd about a price list that could be applied. */
@Command(
        name = "lint",
        description =
                "Reads Tariff manifests and says what is odd about them: gaps, hours without a price, steps that rise. Exit code 1 with findings, 2 where a manifest cannot be read.",
        footer = {"", "Example:", "  xisuan tariff lint deploy/samples/tariff"},
        mixinStandardHelpOptions = true)
public final class LintCommand implements Callable<Integer> {
    @Mixin
    private OutputOption output = new OutputOption();

    @Parameters(paramLabel = "FILE", arity = "1..*", description = "Files or folders with Tariff manifests.")
    private List<Path> files = new ArrayList<>();

    @Override
    public Integer call() {
        List<Tariff> tariffs = PriceLists.read(files);
        List<TariffLint.Finding> findings = new ArrayList<>();
        tariffs.forEach(tariff -> findings.addAll(TariffLint.of(tariff)));
        try {
            new TariffBook(tariffs);
        } catch (InputException twice) {
            findings.add(new TariffLint.Finding("all together", String.valueOf(twice.getMessage())));
        }
        Table.Builder table = Table.of(Column.name("where", "where"), Column.text("finding", "finding"));
        findings.forEach(finding -> table.row(finding.where(), finding.problem()));
        output.print(findings, table.build());
        int versions =
                tariffs.stream().mapToInt(tariff -> tariff.versions().size()).sum();
        output.output().say("%d versions in %d price lists were read.".formatted(versions, tariffs.size()));
        return (findings.isEmpty() ? ExitCode.DONE : ExitCode.ANSWER_IS_NO).code();
    }
}
