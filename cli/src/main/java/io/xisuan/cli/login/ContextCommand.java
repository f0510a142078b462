package io.xisuan.cli.login;

import io.xisuan.billing.rendering.Language;
import io.xisuan.cli.ExitCode;
import io.xisuan.cli.context.Context;
import io.xisuan.cli.context.ContextFile;
import io.xisuan.cli.context.Contexts;
import io.xisuan.cli.output.Column;
import io.xisuan.cli.output.NearNames;
import io.xisuan.cli.output.OutputOption;
import io.xisuan.cli.output.Table;
import io.xisuan.model.InputException;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** The command {@code context}: the places that were logged in to, and which one is meant. */
@Command(
        name = "context",
        description = "The places where you work, as xisuan login remembered them: list, use, show, remove.",
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "COMMAND")
public final class ContextCommand {
    @Command(
            name = "list",
            description = "Lists the contexts; the current one is marked.",
            mixinStandardHelpOptions = true,
            footer = {"", "Example:", "  xisuan context list"})
    int list(@Mixin OutputOption output) {
        Contexts all = file().read();
        Language language = output.language();
        Table.Builder table = Table.of(
                Column.name("current", ""),
                Column.name("name", language.of("名称", "Name")),
                Column.text("cluster", language.of("集群", "Cluster")),
                Column.name("namespace", language.of("命名空间", "Namespace")),
                Column.text("store", language.of("账库", "Store")),
                Column.name("person", language.of("人员", "Person")));
        all.contexts()
                .forEach(each -> table.row(
                        all.current()
                                .filter(each.name()::equals)
                                .map(name -> "*")
                                .orElse(""),
                        each.name(),
                        each.kubeContext().or(each::kubeconfig),
                        each.namespace(),
                        each.store(),
                        each.person()));
        output.print(all, table.build());
        return ExitCode.DONE.code();
    }

    @Command(
            name = "use",
            description = "Makes one the current context.",
            mixinStandardHelpOptions = true,
            footer = {"", "Example:", "  xisuan context use finance"})
    int use(@Parameters(paramLabel = "NAME", description = "Which one.") String name, @Mixin OutputOption output) {
        ContextFile file = file();
        Contexts all = file.read();
        Context chosen = known(all, name);
        file.write(new Contexts(Optional.of(name), all.contexts()));
        ContextTable.print(output, chosen, Optional.empty());
        return ExitCode.DONE.code();
    }

    @Command(
            name = "show",
            description = "Shows one context, or the current one.",
            mixinStandardHelpOptions = true,
            footer = {"", "Example:", "  xisuan context show"})
    int show(
            @Parameters(
                            arity = "0..1",
                            paramLabel = "NAME",
                            defaultValue = "",
                            description = "Which one (default: the current one).")
                    String name,
            @Mixin OutputOption output) {
        Contexts all = file().read();
        Context shown = name.isBlank()
                ? all.chosen().orElseThrow(() -> InputException.of("there is no current context: run xisuan login"))
                : known(all, name);
        ContextTable.print(output, shown, Optional.empty());
        return ExitCode.DONE.code();
    }

    @Command(
            name = "remove",
            description = "Forgets one context; cluster and store are not touched.",
            mixinStandardHelpOptions = true,
            footer = {"", "Example:", "  xisuan context remove finance"})
    int remove(@Parameters(paramLabel = "NAME", description = "Which one.") String name, @Mixin OutputOption output) {
        ContextFile file = file();
        Contexts all = file.read();
        Context forgotten = known(all, name);
        file.write(all.without(name));
        ContextTable.print(output, forgotten, Optional.empty());
        return ExitCode.DONE.code();
    }

    private static ContextFile file() {
        return ContextFile.ofUser(System.getenv());
    }

    private static Context known(Contexts all, String name) {
        List<String> names = all.contexts().stream().map(Context::name).toList();
        return all.named(name)
                .orElseThrow(() -> InputException.of("there is no context %s: %s"
                        .formatted(
                                name,
                                names.isEmpty()
                                        ? "run xisuan login"
                                        : "known are " + String.join(", ", NearNames.of(names, name, 5)))));
    }
}
