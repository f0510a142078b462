package io.xisuan.cli.metrics;

import io.xisuan.cli.ExitCode;
import io.xisuan.cli.output.Column;
import io.xisuan.cli.output.OutputOption;
import io.xisuan.cli.output.Table;
import io.xisuan.model.InputException;
import io.xisuan.operator.metering.exposition.ExpositionFormat;
import io.xisuan.operator.metering.exposition.ExpositionParser;
import io.xisuan.operator.metering.exposition.ParseError;
import io.xisuan.operator.metering.exposition.ParseSummary;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Says whether an exporter's text keeps to its format, and each line that does not. */
@Command(
        name = "parse",
        description = "Checks a text of Prometheus 0.0.4 or OpenMetrics 1.0; exit code 1 when it is rejected.",
        mixinStandardHelpOptions = true)
public final class MetricsParseCommand implements Callable<Integer> {
    /** The form of the result. */
    record Result(String verdict, int families, long samples, List<ParseError> errors) {}

    @Parameters(paramLabel = "FILE", description = "The text as the exporter answered it.")
    @SuppressWarnings("NullAway.Init") // set by picocli before the command runs
    private Path file;

    @Option(
            names = "--format",
            defaultValue = "text",
            paramLabel = "FORMAT",
            description = "text or openmetrics (default: ${DEFAULT-VALUE}).")
    private String format = "text";

    @Mixin
    private OutputOption output = new OutputOption();

    @Override
    public Integer call() {
        ParseSummary summary = ExpositionParser.parse(bytes(), chosen(), sample -> {});
        String verdict = summary.verdict().name().toLowerCase(Locale.ROOT);
        Table.Builder table = Table.of(Column.number("line", "Line"), Column.text("message", "What is wrong"));
        summary.errors().forEach(error -> table.row(error.line(), error.message()));
        output.output()
                .say("%s: %s, %d families, %d samples, %d errors"
                        .formatted(file, verdict, summary.families(), summary.samples(), summary.errorCount()));
        Result result = new Result(verdict, summary.families(), summary.samples(), summary.errors());
        output.print(result, table.build());
        return (summary.accepted() ? ExitCode.DONE : ExitCode.ANSWER_IS_NO).code();
    }

    private ExpositionFormat chosen() {
        return switch (format) {
            case "text" -> ExpositionFormat.TEXT;
            case "openmetrics" -> ExpositionFormat.OPENMETRICS;
            default -> throw InputException.of("--format %s: known are text and openmetrics".formatted(format));
        };
    }

    private byte[] bytes() {
        if (!Files.isRegularFile(file)) {
            throw InputException.of("%s is no file; give the saved answer of an exporter".formatted(file));
        }
        try {
            return Files.readAllBytes(file);
        } catch (IOException e) {
            throw InputException.of("%s cannot be read: %s".formatted(file, e.getMessage()));
        }
    }
}
