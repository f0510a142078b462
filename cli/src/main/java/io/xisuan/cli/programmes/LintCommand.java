package io.xisuan.cli.programmes;

import io.xisuan.cli.ExitCode;
import io.xisuan.cli.output.Column;
import io.xisuan.cli.output.OutputOption;
import io.xisuan.cli.output.Table;
import io.xisuan.operator.manifest.ManifestReader;
import io.xisuan.operator.programmes.lint.Finding;
import io.xisuan.operator.programmes.lint.ProgrammeLint;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** The command {@code programmes lint FILE...}: what is missing or doubtful in definitions. */
@Command(
        name = "lint",
        description = {
            "Names what is missing or doubtful in programme definitions, all at once.",
            "Exit code 1 when there is an error, 0 when there are only warnings."
        },
        mixinStandardHelpOptions = true,
        footer = {"", "Example:", "  xisuan programmes lint my-city-2026.yaml"})
public final class LintCommand implements Callable<Integer> {
    @Mixin
    private OutputOption output = new OutputOption();

    @Parameters(paramLabel = "FILE", arity = "1..*", description = "Definitions, or folders of them.")
    private List<Path> files = new ArrayList<>();

    /** One finding as JSON shows it. */
    record Found(String severity, String file, int line, String field, String problem, String todo) {
        static Found of(Finding finding) {
            return new Found(
                    finding.severity().name().toLowerCase(Locale.ROOT),
                    finding.file(),
                    finding.line(),
                    finding.field(),
                    finding.problem(),
                    finding.todo());
        }
    }

    @Override
    public Integer call() {
        List<Finding> findings = ProgrammeLint.findings(ManifestReader.texts(files));
        List<Found> found = findings.stream().map(Found::of).toList();
        Table.Builder table = Table.of(
                Column.name("severity", "severity"),
                Column.name("file", "file"),
                Column.number("line", "line"),
                Column.name("field", "field"),
                Column.text("problem", "finding"),
                Column.text("todo", "what to do"));
        found.forEach(each ->
                table.row(each.severity(), each.file(), each.line(), each.field(), each.problem(), each.todo()));
        output.print(found, table.build());
        long errors = findings.stream()
                .filter(finding -> finding.severity() == Finding.Severity.ERROR)
                .count();
        output.output().say("");
        output.output().say("%d errors, %d warnings".formatted(errors, findings.size() - errors));
        return (errors > 0 ? ExitCode.ANSWER_IS_NO : ExitCode.DONE).code();
    }
}
