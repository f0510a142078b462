package io.xisuan.cli.site;

import io.xisuan.billing.store.SiteDeed;
import io.xisuan.billing.store.SiteRequest;
import io.xisuan.cli.DatabaseOption;
import io.xisuan.cli.invoice.WaitOption;
import io.xisuan.cli.output.OutputOption;
import java.time.Clock;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** The command {@code site resume}: what was kept from sale by request is for sale again. */
@Command(
        name = "resume",
        description = "Asks the operator to sell again what was kept from sale by stop-sell or reclaim.",
        mixinStandardHelpOptions = true,
        footer = {"", "Example:", "  xisuan site resume east"})
public final class ResumeCommand implements Callable<Integer> {
    private final Clock clock = Clock.systemUTC();

    @Mixin
    private OutputOption output = new OutputOption();

    @Mixin
    private DatabaseOption database = new DatabaseOption();

    @Mixin
    private AskerOption asker = new AskerOption();

    @Parameters(paramLabel = "SITE", description = "The site.")
    private String site = "";

    @Mixin
    private WaitOption wait = new WaitOption();

    @Spec
    @SuppressWarnings("NullAway.Init") // set by picocli before any command runs
    private CommandSpec spec;

    @Override
    public Integer call() {
        SiteRequest wish =
                SiteRequest.of(SiteAsking.site(site), SiteDeed.RESUME, "", 0, 0, asker.principal(), clock.millis());
        return new SiteAsking(spec, output, database, clock).ask(wish, wait.time());
    }
}
