package io.xisuan.cli.notice;

import io.xisuan.billing.rendering.Language;
import io.xisuan.billing.store.NoticeTry;
import io.xisuan.cli.ExitCode;
import io.xisuan.cli.output.Column;
import io.xisuan.cli.output.OutputOption;
import io.xisuan.cli.output.Table;
import io.xisuan.model.InputException;
import io.xisuan.operator.notice.Channel;
import io.xisuan.operator.notice.NoticeOptions;
import io.xisuan.operator.notice.send.NoticeFile;
import io.xisuan.operator.notice.send.Trial;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** The command {@code notice test}: a test notice by each channel; exit 1 where one does not arrive. */
@Command(
        name = "test",
        description = "Sends a test notice by each channel of a file, at once; exit 1 when one is not taken.",
        mixinStandardHelpOptions = true,
        footer = {
            "",
            "Examples:",
            "  xisuan notice test notices.yaml",
            "  xisuan notice test notices.yaml --channel firms --to zhang@example.cn"
        })
public final class NoticeTestCommand implements Callable<Integer> {
    @Parameters(index = "0", paramLabel = "FILE", description = "The file of --notices.")
    private Path file = Path.of("");

    @Option(names = "--channel", paramLabel = "NAME", description = "Only this channel.")
    private Optional<String> only = Optional.empty();

    @Option(names = "--to", paramLabel = "ADDRESS", description = "A mail address in place of the channels' own.")
    private Optional<String> to = Optional.empty();

    @Mixin
    private OutputOption output = new OutputOption();

    @Spec
    @SuppressWarnings("NullAway.Init") // set by picocli before the command runs
    private CommandSpec spec;

    /** One try, as JSON shows it. */
    record Sent(String channel, String address, boolean taken, String answer, long tookMillis) {}

    @Override
    public Integer call() {
        NoticeOptions options = NoticeFile.read(file);
        List<Channel> chosen = options.channels().values().stream()
                .filter(channel -> only.isEmpty() || channel.name().equals(only.get()))
                .toList();
        if (chosen.isEmpty()) {
            throw InputException.of("--channel %s: %s has the channels %s"
                    .formatted(
                            only.orElse(""),
                            file,
                            String.join(", ", options.channels().keySet())));
        }
        Trial trial = new Trial(options, InstantSource.system());
        List<Sent> sent = new ArrayList<>();
        for (Channel channel : chosen) {
            spec.commandLine().getErr().println("xisuan: sending by " + channel.name());
            trial.by(channel, to).forEach(tried -> sent.add(sent(tried)));
        }
        output.print(sent, table(sent));
        return (sent.stream().allMatch(Sent::taken) ? ExitCode.DONE : ExitCode.ANSWER_IS_NO).code();
    }

    private static Sent sent(Trial.Tried tried) {
        return new Sent(
                tried.channel(),
                tried.address(),
                tried.result() == NoticeTry.Result.SENT,
                tried.answer(),
                tried.tookMillis());
    }

    private Table table(List<Sent> sent) {
        Language language = output.language();
        Table.Builder table = Table.of(
                Column.name("channel", language.of("通道", "channel")),
                Column.name("address", language.of("收件人", "address")),
                Column.name("taken", language.of("已接收", "taken")),
                Column.number("tookMillis", language.of("毫秒", "ms")),
                Column.text("answer", language.of("回答", "answer")));
        sent.forEach(each -> table.row(
                each.channel(),
                each.address().isEmpty() ? "-" : each.address(),
                each.taken() ? language.of("是", "yes") : language.of("否", "no"),
                each.tookMillis(),
                each.answer()));
        return table.build();
    }
}
