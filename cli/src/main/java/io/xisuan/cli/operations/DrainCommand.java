package io.xisuan.cli.operations;

import io.xisuan.billing.rendering.Language;
import io.xisuan.billing.store.Drain;
import io.xisuan.billing.store.DrainBook;
import io.xisuan.billing.store.Intent;
import io.xisuan.billing.store.Store;
import io.xisuan.cli.ConsentOption;
import io.xisuan.cli.DatabaseOption;
import io.xisuan.cli.ExitCode;
import io.xisuan.cli.output.Format;
import io.xisuan.cli.output.OutputOption;
import io.xisuan.cli.site.AskerOption;
import io.xisuan.cli.site.SiteInstant;
import io.xisuan.model.InputException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** The command {@code drain}: a node or a site is emptied of jobs and sells nothing until that is undone. */
@Command(
        name = "drain",
        description = {
            "Empties a node or a whole site: nothing more is sold there, and its jobs leave by the stop protocol, each with the time",
            "to save itself, and go on elsewhere. Waits and says how far it is; without a place it lists what is drained.",
            "The drain stands in the store: it holds for whichever operator leads, until --undo. The owner's own pods stay."
        },
        mixinStandardHelpOptions = true,
        footer = {
            "",
            "Examples:",
            "  xisuan drain east-h800-1",
            "  xisuan drain east --by 2026-03-01T18:00:00+08:00 --no-wait",
            "  xisuan drain east --undo"
        })
public final class DrainCommand implements Callable<Integer> {
    private final InstantSource clock = InstantSource.system();

    @Mixin
    private OutputOption output = new OutputOption();

    @Mixin
    private DatabaseOption database = new DatabaseOption();

    @Mixin
    private AskerOption asker = new AskerOption();

    @Mixin
    private ConsentOption consent = new ConsentOption();

    @Parameters(
            paramLabel = "PLACE",
            arity = "0..1",
            description = "A site, a node, or SITE/NODE (default: list what is drained).")
    private Optional<String> place = Optional.empty();

    @Option(
            names = "--by",
            paramLabel = "TIME",
            converter = SiteInstant.class,
            description =
                    "By when its jobs are to be gone, as 2026-03-01T18:00:00+08:00 or 2h from now: each leaves as late as its checkpoint allows, and one that ends before is left alone (default: now).")
    private Optional<Instant> by = Optional.empty();

    @Option(names = "--undo", description = "Sell there again; jobs that were told to leave still do.")
    private boolean undo;

    @Option(names = "--no-wait", description = "Do not wait until the last job has left.")
    private boolean noWait;

    @Spec
    @SuppressWarnings("NullAway.Init") // set by picocli before any command runs
    private CommandSpec spec;

    @Override
    public Integer call() {
        if (place.isEmpty()) {
            if (undo || by.isPresent()) {
                throw InputException.of("drain: name the node or site, as drain east-h800-1");
            }
            return listed().code();
        }
        if (by.isPresent() && !by.get().isAfter(clock.instant())) {
            throw InputException.of("--by %s: name a time to come, or leave it out for now".formatted(by.get()));
        }
        return (undo ? undone(place.get()) : drained(place.get())).code();
    }

    private ExitCode listed() {
        try (Store store = database.openReadOnly()) {
            print(new DrainBook(store).open());
            return ExitCode.DONE;
        }
    }

    private ExitCode undone(String where) {
        try (Store store = database.openExisting()) {
            DrainBook book = new DrainBook(store);
            if (book.undo(where, asker.principal(), clock.millis())) {
                output.output().say(language().of("%s 恢复出售", "%s sells again").formatted(where));
                if (output.output().format() != Format.TABLE) {
                    print(book.open());
                }
                return ExitCode.DONE;
            }
            String open = book.open().stream().map(Drain::place).collect(Collectors.joining(", "));
            return said(
                    ExitCode.ANSWER_IS_NO,
                    open.isEmpty()
                            ? language()
                                    .of("%s 没有在排空，也没有其他位置在排空", "%s is not drained, and nor is anything else")
                                    .formatted(where)
                            : language()
                                    .of("%s 没有在排空；正在排空的有：%s", "%s is not drained; drained are: %s")
                                    .formatted(where, open));
        }
    }

    private ExitCode drained(String where) {
        try (Store store = database.openExisting()) {
            if (!consent.given(question(where, there(store, where)), language())) {
                return said(ExitCode.ANSWER_IS_NO, language().of("未作任何更改", "nothing was changed"));
            }
            DrainWatch watch = new DrainWatch(store, clock, line -> said(ExitCode.DONE, line));
            long id = new DrainBook(store)
                    .ask(Drain.of(where, by.map(Instant::toEpochMilli).orElse(0L), asker.principal(), clock.millis()));
            return answered(watch.last(id, !noWait), watch);
        }
    }

    private ExitCode answered(Drain drain, DrainWatch watch) {
        if (!DrainWatch.known(drain)) {
            return said(ExitCode.BAD_INPUT, drain.answer());
        }
        boolean enough = drain.state() == Drain.State.DRAINED || (noWait && drain.state() == Drain.State.UNDER_WAY);
        if (!enough && !watch.led()) {
            return said(
                    ExitCode.UNREACHABLE,
                    language()
                            .of(
                                    "30 秒内没有 operator 写入 %s；排空已经记录，有主进程后立即生效，见 xisuan drain",
                                    "no operator has written to %s for 30 s; the drain is stored and holds as soon as one leads: see xisuan drain")
                            .formatted(database.url()));
        }
        print(List.of(drain));
        return enough ? ExitCode.DONE : ExitCode.ANSWER_IS_NO;
    }

    private String question(String where, List<Intent> there) {
        String names = there.stream()
                .map(intent -> "%s/%s"
                        .formatted(
                                intent.attempt().job().namespace(),
                                intent.attempt().job().name()))
                .collect(Collectors.joining(", "));
        return there.isEmpty()
                ? language()
                        .of("排空 %s：停止出售，当前没有作业。", "Drain %s: nothing more is sold there, no job is on it now.")
                        .formatted(where)
                : language()
                        .of("排空 %s：停止出售，%d 个作业将离开：%s。", "Drain %s: nothing more is sold there, %d jobs leave: %s.")
                        .formatted(where, there.size(), names);
    }

    /** Returns the attempts at the place by what the store alone knows: whether it exists the leader says. */
    private static List<Intent> there(Store store, String where) {
        return store.liveIntents().stream()
                .filter(intent -> intent.site().value().equals(where)
                        || intent.workers().stream()
                                .anyMatch(worker -> worker.node().value().equals(where)
                                        || (intent.site() + "/" + worker.node()).equals(where)))
                .toList();
    }

    private void print(List<Drain> drains) {
        List<DrainPage.Shown> shown = drains.stream().map(DrainPage.Shown::of).toList();
        output.print(shown, new DrainPage(language()).table(shown));
    }

    private Language language() {
        return output.language();
    }

    private ExitCode said(ExitCode code, String message) {
        spec.commandLine().getErr().println("xisuan: " + message);
        return code;
    }
}
