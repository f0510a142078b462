package io.xisuan.cli.operations;

import io.xisuan.billing.rendering.Language;
import io.xisuan.cli.output.Column;
import io.xisuan.cli.output.OutputOption;
import io.xisuan.cli.output.Progress;
import io.xisuan.cli.output.Table;
import io.xisuan.model.InputException;
import io.xisuan.operator.loop.NodeStanding;
import io.xisuan.operator.loop.Outlook;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** The command {@code nodes}: each node's devices, who holds them, what is wrong, and why it sells no more. */
@Command(
        name = "nodes",
        description = {
            "Shows the nodes of a site, or of all: devices, what the owner's pods hold, which jobs hold the rest, what is free, what was",
            "found wrong within a day, and why what is free is not sold. Read from cluster, store and journal; nothing is changed."
        },
        mixinStandardHelpOptions = true,
        footer = {"", "Example:", "  xisuan nodes east"})
public final class NodesCommand implements Runnable {
    @Mixin
    private OutlookOption ground = new OutlookOption();

    @Mixin
    private OutputOption output = new OutputOption();

    @Parameters(paramLabel = "SITE", arity = "0..1", description = "The site (default: all).")
    private Optional<String> site = Optional.empty();

    @Mixin
    private Progress progress = new Progress();

    /** A job on a node, as JSON shows it. */
    record Held(String job, String tenant, long devices, boolean leaving) {}

    /** A node, as JSON shows it. */
    record Shown(
            String site,
            String node,
            String accelerator,
            long devices,
            long owner,
            long sold,
            long free,
            List<Held> jobs,
            List<String> faults,
            String whyNotSold) {
        static Shown of(NodeStanding node) {
            return new Shown(
                    node.site(),
                    node.node().value(),
                    node.accelerator(),
                    node.devices(),
                    node.owner(),
                    node.sold(),
                    node.free(),
                    node.holders().stream()
                            .map(holder -> new Held(
                                    holder.job().namespace() + "/"
                                            + holder.job().name(),
                                    holder.tenant(),
                                    holder.devices(),
                                    holder.leaving()))
                            .toList(),
                    node.faults(),
                    node.whyNotSold());
        }
    }

    @Override
    public void run() {
        List<Shown> all =
                ground.ask(Outlook::nodes, progress).stream().map(Shown::of).toList();
        List<Shown> shown = site.map(wanted -> of(all, wanted)).orElse(all);
        output.print(shown, table(shown, output.language()));
    }

    private static List<Shown> of(List<Shown> all, String site) {
        List<Shown> found =
                all.stream().filter(node -> node.site().equals(site)).toList();
        if (found.isEmpty()) {
            TreeSet<String> sites = all.stream().map(Shown::site).collect(Collectors.toCollection(TreeSet::new));
            throw InputException.of("no node belongs to a site %s: sites with nodes are %s"
                    .formatted(site, sites.isEmpty() ? "none" : String.join(", ", sites)));
        }
        return found;
    }

    private static Table table(List<Shown> nodes, Language language) {
        Table.Builder table = Table.of(
                Column.name("site", language.of("站点", "Site")),
                Column.name("node", language.of("节点", "Node")),
                Column.name("accelerator", language.of("加速卡", "Accelerator")),
                Column.number("devices", language.of("总数", "Devices")),
                Column.number("owner", language.of("业主使用", "Owner's")),
                Column.number("sold", language.of("已售", "Sold")),
                Column.number("free", language.of("空闲", "Free")),
                Column.text("jobs", language.of("作业", "Jobs")),
                Column.text("faults", language.of("故障", "Faults")),
                Column.text("whyNotSold", language.of("未售原因", "Not sold because")));
        nodes.forEach(node -> table.row(
                node.site(),
                node.node(),
                node.accelerator(),
                node.devices(),
                node.owner(),
                node.sold(),
                node.free(),
                jobs(node.jobs(), language),
                String.join("; ", node.faults()),
                node.whyNotSold()));
        return table.build();
    }

    private static String jobs(List<Held> jobs, Language language) {
        return jobs.stream()
                .map(job -> "%s (%d%s)"
                        .formatted(job.job(), job.devices(), job.leaving() ? language.of(",正在离开", ", leaving") : ""))
                .collect(Collectors.joining(", "));
    }
}
