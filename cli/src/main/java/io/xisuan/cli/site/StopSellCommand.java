package io.xisuan.cli.site;

import io.xisuan.billing.store.SiteDeed;
import io.xisuan.billing.store.SiteRequest;
import io.xisuan.cli.DatabaseOption;
import io.xisuan.cli.invoice.WaitOption;
import io.xisuan.cli.output.OutputOption;
import io.xisuan.model.InputException;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** The command {@code site stop-sell}: no more is sold there; what runs goes on. */
@Command(
        name = "stop-sell",
        description =
                "Asks the operator to keep devices of a site from sale: all that are free, or so many. What runs goes on.",
        mixinStandardHelpOptions = true,
        footer = {"", "Example:", "  xisuan site stop-sell east --devices 16 --until 2026-03-01T18:00:00+08:00"})
public final class StopSellCommand implements Callable<Integer> {
    private final Clock clock = Clock.systemUTC();

    @Mixin
    private OutputOption output = new OutputOption();

    @Mixin
    private DatabaseOption database = new DatabaseOption();

    @Mixin
    private AskerOption asker = new AskerOption();

    @Parameters(paramLabel = "SITE", description = "The site.")
    private String site = "";

    @Option(
            names = "--devices",
            paramLabel = "N",
            defaultValue = "0",
            description = "How many are kept beyond the site's headroom (default: all).")
    private int devices;

    @Option(
            names = "--until",
            paramLabel = "TIME",
            converter = SiteInstant.class,
            description = "Until when, as 2026-03-01T18:00:00+08:00 or 2h from now (default: until resumed).")
    private Optional<Instant> until = Optional.empty();

    @Option(
            names = "--accelerator",
            paramLabel = "MODEL",
            defaultValue = "",
            description = "Of which devices, as nvidia-h800-80g (default: all models of the site).")
    private String accelerator = "";

    @Mixin
    private WaitOption wait = new WaitOption();

    @Spec
    @SuppressWarnings("NullAway.Init") // set by picocli before any command runs
    private CommandSpec spec;

    @Override
    public Integer call() {
        if (devices < 0) {
            throw InputException.of("--devices %d: a number of devices is 0 or more".formatted(devices));
        }
        SiteRequest wish = SiteRequest.of(
                SiteAsking.site(site),
                SiteDeed.STOP_SELL,
                accelerator,
                devices,
                until.map(Instant::toEpochMilli).orElse(0L),
                asker.principal(),
                clock.millis());
        return new SiteAsking(spec, output, database, clock).ask(wish, wait.time());
    }
}
