package io.xisuan.cli.notice;

import io.xisuan.billing.rendering.Language;
import io.xisuan.billing.store.NoticeBook;
import io.xisuan.billing.store.Store;
import io.xisuan.cli.DatabaseOption;
import io.xisuan.cli.ExitCode;
import io.xisuan.cli.output.Column;
import io.xisuan.cli.output.OutputOption;
import io.xisuan.cli.output.Table;
import io.xisuan.model.InputException;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The command {@code notice retry}: what was given up is sent again by the operator that leads. */
@Command(
        name = "retry",
        description = "Has the operator send again what it gave up; exit 1 when there is nothing.",
        mixinStandardHelpOptions = true,
        footer = {"", "Examples:", "  xisuan notice retry 42", "  xisuan notice retry --dead --channel firms"})
public final class NoticeRetryCommand implements Callable<Integer> {
    @Parameters(index = "0", arity = "0..1", paramLabel = "ID", description = "The notice, as notice list names it.")
    private Optional<Long> id = Optional.empty();

    @Option(names = "--dead", description = "All that were given up.")
    private boolean dead;

    @Option(names = "--channel", paramLabel = "NAME", description = "Only those by this channel.")
    private Optional<String> channel = Optional.empty();

    @Mixin
    private DatabaseOption database = new DatabaseOption();

    @Mixin
    private OutputOption output = new OutputOption();

    /** What was asked for, as JSON shows it. */
    record Revived(int deliveries) {}

    @Override
    public Integer call() {
        if (id.isPresent() == dead) {
            throw InputException.of("name a notice by its ID, or write --dead for all that were given up");
        }
        int revived;
        try (Store store = database.openExisting()) {
            revived = new NoticeBook(store)
                    .revive(id, channel, InstantSource.system().millis());
        }
        Language language = output.language();
        output.print(
                new Revived(revived),
                Table.of(Column.number("deliveries", language.of("将重新发送", "to be sent again")))
                        .row(revived)
                        .build());
        return (revived > 0 ? ExitCode.DONE : ExitCode.ANSWER_IS_NO).code();
    }
}
