package io.xisuan.cli.operations;

import io.xisuan.billing.rendering.Language;
import io.xisuan.billing.store.Drain;
import io.xisuan.billing.store.DrainBook;
import io.xisuan.billing.store.RoomBook;
import io.xisuan.billing.store.SiteView;
import io.xisuan.billing.store.Store;
import io.xisuan.cli.DatabaseOption;
import io.xisuan.cli.output.Column;
import io.xisuan.cli.output.OutputOption;
import io.xisuan.cli.output.Progress;
import io.xisuan.cli.output.ShownTime;
import io.xisuan.cli.output.Table;
import java.util.List;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** The command {@code sites}: what each site has, what its owner uses, what is sold and what is left, in one look. */
@Command(
        name = "sites",
        description = {
            "What each site has of each model as the operator saw it last: its owner's use, sold, kept for the owner, spare, jobs, and",
            "what is drained there. The verbs are those of xisuan site; one site's jobs are in xisuan site show."
        },
        mixinStandardHelpOptions = true,
        footer = {"", "Example:", "  xisuan sites"})
public final class SitesCommand implements Runnable {
    @Mixin
    private DatabaseOption database = new DatabaseOption();

    @Mixin
    private Progress progress = new Progress();

    @Mixin
    private OutputOption output = new OutputOption();

    /** What a site has of one model, as JSON shows it. */
    record Shown(
            String site,
            String accelerator,
            long devices,
            long owner,
            long sold,
            long kept,
            long spare,
            int jobs,
            int stopping,
            List<String> drained,
            String seenAt) {
        static Shown of(SiteView view, List<Drain> drains) {
            String site = view.site().value();
            return new Shown(
                    site,
                    view.acceleratorModelId(),
                    view.devices(),
                    view.background(),
                    view.sold(),
                    view.headroom(),
                    view.spare(),
                    view.jobs(),
                    view.stopping(),
                    drains.stream()
                            .map(Drain::place)
                            .filter(place -> place.equals(site) || place.startsWith(site + "/"))
                            .toList(),
                    ShownTime.second(view.seenAtMillis()));
        }
    }

    @Override
    public void run() {
        try (Store store = database.openReadOnly()) {
            String reading = output.language().of("读取账库", "reading the store");
            List<Drain> drains = progress.during(reading, () -> new DrainBook(store).open());
            List<Shown> shown = progress.during(reading, () -> new RoomBook(store).views()).stream()
                    .map(view -> Shown.of(view, drains))
                    .toList();
            output.print(shown, table(shown, output.language()));
            if (!drains.isEmpty()) {
                output.output()
                        .say(output.language()
                                .of("已排空：", "Drained: ")
                                .concat(drains.stream()
                                        .map(drain -> "%s (%s)".formatted(drain.place(), drain.state()))
                                        .collect(Collectors.joining(", "))));
            }
        }
    }

    private static Table table(List<Shown> sites, Language language) {
        Table.Builder table = Table.of(
                Column.name("site", language.of("站点", "Site")),
                Column.name("accelerator", language.of("加速卡", "Accelerator")),
                Column.number("devices", language.of("总数", "Devices")),
                Column.number("owner", language.of("业主使用", "Owner's")),
                Column.number("sold", language.of("已售", "Sold")),
                Column.number("kept", language.of("保留", "Kept")),
                Column.number("spare", language.of("可售", "Spare")),
                Column.number("jobs", language.of("作业", "Jobs")),
                Column.number("stopping", language.of("正在离开", "Stopping")),
                Column.text("seenAt", language.of("观测时间", "Seen at")));
        sites.forEach(site -> table.row(
                site.site(),
                site.accelerator(),
                site.devices(),
                site.owner(),
                site.sold(),
                site.kept(),
                site.spare(),
                site.jobs(),
                site.stopping(),
                site.seenAt()));
        return table.build();
    }
}
