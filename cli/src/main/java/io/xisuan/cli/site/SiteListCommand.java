package io.xisuan.cli.site;

import io.xisuan.billing.store.RoomBook;
import io.xisuan.billing.store.Store;
import io.xisuan.cli.DatabaseOption;
import io.xisuan.cli.output.OutputOption;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** The command {@code site list}: what each site has, sells and keeps. */
@Command(
        name = "list",
        description =
                "Lists what each site has of each model, as the operator saw it last: held by its owner, sold, kept, spare.",
        mixinStandardHelpOptions = true,
        footer = {"", "Example:", "  xisuan site list"})
public final class SiteListCommand implements Runnable {
    @Mixin
    private DatabaseOption database = new DatabaseOption();

    @Mixin
    private OutputOption output = new OutputOption();

    @Override
    public void run() {
        try (Store store = database.openReadOnly()) {
            List<SitePage.Devices> devices = new RoomBook(store)
                    .views().stream().map(SitePage.Devices::of).toList();
            output.print(devices, SitePage.table(devices));
        }
    }
}
