package io.xisuan.cli.site;

import io.xisuan.billing.store.Store;
import io.xisuan.cli.DatabaseOption;
import io.xisuan.cli.output.OutputOption;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** The command {@code site show}: a site's devices, the jobs there, who was told to leave, and what its owner asked for. */
@Command(
        name = "show",
        description =
                "Shows a site: its devices, the jobs there, who was told to leave, and when its owner got devices back.",
        mixinStandardHelpOptions = true,
        footer = {"", "Example:", "  xisuan site show east"})
public final class SiteShowCommand implements Runnable {
    @Mixin
    private DatabaseOption database = new DatabaseOption();

    @Mixin
    private OutputOption output = new OutputOption();

    @Parameters(paramLabel = "SITE", description = "The site.")
    private String site = "";

    @Override
    public void run() {
        try (Store store = database.openReadOnly()) {
            SitePage.of(store, SiteAsking.site(site)).print(output);
        }
    }
}
