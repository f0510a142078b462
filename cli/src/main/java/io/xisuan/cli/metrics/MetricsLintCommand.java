package io.xisuan.cli.metrics;

import io.xisuan.cli.ExitCode;
import io.xisuan.cli.output.Column;
import io.xisuan.cli.output.OutputOption;
import io.xisuan.cli.output.Table;
import io.xisuan.operator.metering.exposition.ExpositionFormat;
import io.xisuan.operator.metering.lint.LintFinding;
import io.xisuan.operator.metering.lint.TextLint;
import io.xisuan.operator.metering.lint.TextView;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Shows what is wrong or remarkable in an exporter's text, and what to do about it. */
@Command(
        name = "lint",
        description =
                "Shows what is wrong where in an exporter's text, and what is allowed but remarkable; exit code 1 when"
                        + " something is wrong, 5 when the exporter cannot be reached.",
        mixinStandardHelpOptions = true,
        footer = {"", "Example:", "  xisuan metrics lint http://10.0.3.17:9400/metrics"})
public final class MetricsLintCommand implements Callable<Integer> {
    /** The form of the result. */
    record Result(String source, String format, boolean accepted, List<Finding> findings, long unlisted) {}

    /** One finding, with the text of its line. */
    record Finding(int line, int column, String rule, boolean wrong, String what, String text, String advice) {}

    @Spec
    @SuppressWarnings("NullAway.Init") // set by picocli before the command runs
    private CommandSpec spec;

    @Mixin
    private TextSource source = new TextSource();

    @Mixin
    private OutputOption output = new OutputOption();

    @Override
    public Integer call() {
        try {
            ExporterAnswer answer = source.answer();
            ExpositionFormat format = source.formatOf(answer);
            TextView view = TextLint.of(answer.body(), format, System.currentTimeMillis());
            boolean wrong =
                    view.findings().stream().anyMatch(finding -> finding.rule().wrong());
            print(new Result(
                    answer.source(),
                    format.name().toLowerCase(Locale.ROOT),
                    !wrong,
                    findings(answer.body(), view.findings()),
                    view.unlisted()));
            return (wrong ? ExitCode.ANSWER_IS_NO : ExitCode.DONE).code();
        } catch (ExporterUnreachable unreachable) {
            spec.commandLine().getErr().println("xisuan: " + unreachable.getMessage());
            return ExitCode.UNREACHABLE.code();
        }
    }

    private static List<Finding> findings(byte[] body, List<LintFinding> found) {
        LinesOfText lines = new LinesOfText(body);
        List<Finding> findings = new ArrayList<>();
        for (LintFinding finding : found) {
            findings.add(new Finding(
                    finding.line(),
                    finding.column(),
                    finding.rule().name().toLowerCase(Locale.ROOT).replace('_', '-'),
                    finding.rule().wrong(),
                    finding.what(),
                    lines.around(finding.line(), finding.column()),
                    finding.rule().advice()));
        }
        return findings;
    }

    private void print(Result result) {
        output.output()
                .say("%s, read as %s: %s; findings: %d"
                        .formatted(
                                result.source(),
                                result.format(),
                                result.accepted() ? "accepted" : "rejected",
                                result.findings().size() + result.unlisted()));
        Table.Builder table = Table.of(
                Column.number("line", "Line"),
                Column.number("column", "Column"),
                Column.name("rule", "Rule"),
                Column.text("what", "What is found"),
                Column.text("text", "Text there").cut(),
                Column.text("advice", "What to do"));
        for (Finding finding : result.findings()) {
            table.row(
                    finding.line(), finding.column(), finding.rule(), finding.what(), finding.text(), finding.advice());
        }
        output.print(result, table.build());
    }
}
