package io.xisuan.cli.site;

import io.xisuan.billing.store.SiteDeed;
import io.xisuan.billing.store.SiteRequest;
import io.xisuan.cli.DatabaseOption;
import io.xisuan.cli.output.OutputOption;
import io.xisuan.model.InputException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** The command {@code site reclaim}: so many devices are given back by an instant. */
@Command(
        name = "reclaim",
        description = {
            "Asks the operator to give so many devices back to the owner of a site by a time: jobs leave, the least harmful first,",
            "and what comes free is not sold again until site resume. Waits, and says what was freed and when."
        },
        mixinStandardHelpOptions = true,
        footer = {"", "Example:", "  xisuan site reclaim east --devices 8 --by 10m"})
public final class ReclaimCommand implements Callable<Integer> {
    /** How long after its time the answer comes at the latest. */
    private static final Duration AFTER = Duration.ofSeconds(30);

    private final Clock clock = Clock.systemUTC();

    @Mixin
    private OutputOption output = new OutputOption();

    @Mixin
    private DatabaseOption database = new DatabaseOption();

    @Mixin
    private AskerOption asker = new AskerOption();

    @Parameters(paramLabel = "SITE", description = "The site.")
    private String site = "";

    @Option(names = "--devices", required = true, paramLabel = "N", description = "How many.")
    private int devices;

    @Option(
            names = "--by",
            required = true,
            paramLabel = "TIME",
            converter = SiteInstant.class,
            description = "By when, as 2026-03-01T10:00:00+08:00 or 10m from now.")
    private Instant by = Instant.EPOCH;

    @Option(
            names = "--accelerator",
            paramLabel = "MODEL",
            defaultValue = "",
            description = "Of which devices, as nvidia-h800-80g (default: the only model of the site).")
    private String accelerator = "";

    @Spec
    @SuppressWarnings("NullAway.Init") // set by picocli before any command runs
    private CommandSpec spec;

    @Override
    public Integer call() {
        if (devices < 1 || !by.isAfter(clock.instant())) {
            throw InputException.of("%d devices by %s: ask for one at least, by a time to come".formatted(devices, by));
        }
        SiteRequest wish = SiteRequest.of(
                SiteAsking.site(site),
                SiteDeed.RECLAIM,
                accelerator,
                devices,
                by.toEpochMilli(),
                asker.principal(),
                clock.millis());
        Duration wait = Duration.between(clock.instant(), by).plus(AFTER);
        return new SiteAsking(spec, output, database, clock).ask(wish, wait);
    }
}
