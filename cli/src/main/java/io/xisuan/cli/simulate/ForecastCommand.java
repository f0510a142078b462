package io.xisuan.cli.simulate;

import io.xisuan.cli.output.Column;
import io.xisuan.cli.output.OutputOption;
import io.xisuan.cli.output.Table;
import io.xisuan.model.InputException;
import io.xisuan.scheduler.forecast.BackTest;
import io.xisuan.scheduler.forecast.HeadroomForecast;
import io.xisuan.scheduler.series.Step;
import io.xisuan.scheduler.series.StepSeries;
import io.xisuan.scheduler.simulation.trace.TraceReader.Source;
import io.xisuan.scheduler.simulation.trace.UsageReader;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Says how many devices to keep for a site's owner in the next hours, and how wrong that would have been until now. */
@Command(
        name = "forecast",
        description = "Forecasts the devices that a site's own users need, and back-tests the forecast on their past.",
        mixinStandardHelpOptions = true,
        footer = {"", "Example:", "  xisuan forecast --usage owner.csv --quantile 950"})
public final class ForecastCommand implements Callable<Integer> {
    private static final long HOUR_MILLIS = 3_600_000L;
    private static final DateTimeFormatter LOCAL = DateTimeFormatter.ofPattern("EEE uuuu-MM-dd HH:mm", Locale.ROOT);

    @Option(
            names = "--usage",
            required = true,
            paramLabel = "FILE",
            description = "The devices that the owner used: instant_millis,devices; the last line says until when.")
    @SuppressWarnings("NullAway.Init") // set by picocli before the command runs
    private Path usage;

    @Option(
            names = "--quantile",
            defaultValue = "900",
            paramLabel = "N",
            description = "In how many of 1000 hours the owner is to find enough (default: ${DEFAULT-VALUE}).")
    private int quantile;

    @Option(
            names = "--ahead-hours",
            defaultValue = "24",
            paramLabel = "N",
            description = "How far ahead to forecast and to back-test, 1 to 168 (default: ${DEFAULT-VALUE}).")
    private int aheadHours;

    @Option(
            names = "--zone",
            defaultValue = "+08:00",
            paramLabel = "OFFSET",
            description = "The site's offset from UTC, for hours of the week (default: ${DEFAULT-VALUE}).")
    private String zone = "+08:00";

    @Mixin
    private OutputOption output = new OutputOption();

    /** All that is said: the rules of the past, and the devices to keep from now on. */
    record Forecast(BackTest backTest, List<Step> keep) {}

    @Override
    public Integer call() {
        ZoneOffset offset = offset();
        if (quantile < 1 || quantile > 999) {
            throw InputException.of("--quantile %d: of 1000 hours, 1 to 999".formatted(quantile));
        }
        if (aheadHours < 1 || aheadHours > 168) {
            throw InputException.of("--ahead-hours %d: 1 to 168".formatted(aheadHours));
        }
        StepSeries history = UsageReader.read(new Source(TraceFiles.lines(usage), usage.toString()));
        Forecast forecast = forecast(history, offset);
        output.print(forecast, scores(forecast.backTest()));
        output.output()
                .say("%d hours foretold, mean use %s devices; the owner is to find enough in %d of 1000 hours."
                        .formatted(
                                forecast.backTest().hours(),
                                thousandths(forecast.backTest().meanUse()),
                                quantile));
        output.output().alsoForPeople("To keep from the end of the file on", keep(forecast.keep(), offset));
        return 0;
    }

    private ZoneOffset offset() {
        try {
            return ZoneOffset.of(zone);
        } catch (DateTimeException e) {
            throw InputException.of("--zone \"%s\": is no offset as +08:00".formatted(zone));
        }
    }

    private Forecast forecast(StepSeries history, ZoneOffset offset) {
        try {
            BackTest test = BackTest.of(history, quantile, offset, aheadHours);
            long end = history.endMillis();
            List<Step> keep = HeadroomForecast.of(history, quantile, offset).steps(end, end + aheadHours * HOUR_MILLIS);
            return new Forecast(test, keep);
        } catch (IllegalArgumentException e) {
            throw InputException.of("%s: %s".formatted(usage, e.getMessage()));
        }
    }

    private static Table scores(BackTest test) {
        Table.Builder table = Table.of(
                Column.name("rule", "rule"),
                Column.number("pinballLossDevices", "pinball loss"),
                Column.number("missedHoursPercent", "missed hours %"),
                Column.number("idleDevices", "idle devices"),
                Column.number("marginDevices", "margin"),
                Column.number("idleDevicesAtEqualSafety", "idle at equal safety"));
        for (BackTest.Score score : test.scores()) {
            table.row(
                    score.rule(),
                    thousandths(score.pinballMilli()),
                    thousandths(score.missedMilli()),
                    thousandths(score.idleMilli()),
                    score.marginDevices(),
                    thousandths(score.idleAtEqualSafetyMilli()));
        }
        return table.build();
    }

    private static Table keep(List<Step> steps, ZoneOffset offset) {
        Table.Builder table = Table.of(Column.name("from", "from"), Column.number("devices", "devices"));
        steps.forEach(step ->
                table.row(LOCAL.format(Instant.ofEpochMilli(step.atMillis()).atOffset(offset)), step.value()));
        return table.build();
    }

    private static BigDecimal thousandths(long milli) {
        return BigDecimal.valueOf(milli, 3);
    }
}
