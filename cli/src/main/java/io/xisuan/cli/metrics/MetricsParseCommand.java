package io.xisuan.cli.metrics;

import io.xisuan.cli.ExitCode;
import io.xisuan.cli.output.Column;
import io.xisuan.cli.output.Output;
import io.xisuan.cli.output.OutputOption;
import io.xisuan.cli.output.Table;
import io.xisuan.operator.metering.exposition.ExpositionFormat;
import io.xisuan.operator.metering.lint.FamilyView;
import io.xisuan.operator.metering.lint.TextLint;
import io.xisuan.operator.metering.lint.TextView;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Shows what is understood of an exporter's text. */
@Command(
        name = "parse",
        description =
                "Shows the exporter, families and devices of a text of Prometheus 0.0.4 or OpenMetrics 1.0; exit code 1"
                        + " when the text is rejected, 5 when the exporter cannot be reached.",
        mixinStandardHelpOptions = true,
        footer = {
            "",
            "Examples:",
            "  xisuan metrics parse http://10.0.3.17:9400/metrics",
            "  xisuan metrics parse saved.prom -o json"
        })
public final class MetricsParseCommand implements Callable<Integer> {
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
            print(answer, Understanding.of(answer, format, view));
            return (view.scrape().degraded() ? ExitCode.ANSWER_IS_NO : ExitCode.DONE).code();
        } catch (ExporterUnreachable unreachable) {
            spec.commandLine().getErr().println("xisuan: " + unreachable.getMessage());
            return ExitCode.UNREACHABLE.code();
        }
    }

    private void print(ExporterAnswer answer, Understanding understood) {
        Output out = output.output();
        out.say("%s: %s, read as %s; %d families, %d samples, %d errors"
                .formatted(
                        understood.source(),
                        understood.verdict(),
                        understood.format(),
                        understood.families().size(),
                        understood.samples(),
                        understood.errorCount()));
        if (!answer.contentType().known()) {
            out.say("The content type \"%s\" is none of the formats'; it was read as the nearest."
                    .formatted(answer.saidType()));
        }
        out.say(
                understood.remark().isEmpty()
                        ? "Exporter: %s %s".formatted(understood.exporter(), understood.versions())
                        : "Exporter: unknown. %s.".formatted(understood.remark()));
        output.print(understood, families(understood));
        if (!understood.devices().isEmpty()) {
            out.alsoForPeople("Devices", devices(understood));
        }
        if (!understood.errors().isEmpty()) {
            out.alsoForPeople("Errors", errors(understood));
        }
    }

    private static Table families(Understanding understood) {
        Table.Builder table = Table.of(
                Column.name("family", "Family"),
                Column.name("type", "Type"),
                Column.name("unit", "Unit"),
                Column.number("samples", "Samples"),
                Column.number("line", "Line"),
                Column.text("help", "Help").cut());
        for (FamilyView family : understood.families()) {
            table.row(family.name(), family.type(), family.unit(), family.samples(), family.line(), family.help());
        }
        return table.build();
    }

    private static Table devices(Understanding understood) {
        Table.Builder table = Table.of(
                Column.name("device", "Device"),
                Column.name("board", "Board"),
                Column.name("profile", "Profile"),
                Column.name("slot", "Slot"),
                Column.text("model", "Model"));
        understood
                .devices()
                .forEach(device ->
                        table.row(device.key(), device.board(), device.profile(), device.slot(), device.model()));
        return table.build();
    }

    private static Table errors(Understanding understood) {
        Table.Builder table = Table.of(
                Column.number("line", "Line"),
                Column.number("column", "Column"),
                Column.text("message", "What is wrong"));
        understood.errors().forEach(error -> table.row(error.line(), error.column(), error.message()));
        return table.build();
    }
}
