package io.xisuan.cli.journal;

import io.xisuan.cli.ExitCode;
import io.xisuan.cli.output.Column;
import io.xisuan.cli.output.OutputOption;
import io.xisuan.cli.output.Table;
import io.xisuan.operator.metering.journal.JournalVerifier;
import io.xisuan.operator.metering.journal.Verification;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Checks the chain of a journal from the first record to the head. */
@Command(
        name = "verify",
        description = "Checks every record of a journal; exit code 1 with the first bad one.",
        mixinStandardHelpOptions = true)
public final class JournalVerifyCommand implements Callable<Integer> {
    /** The form of the result. */
    record Result(boolean ok, long records, Optional<String> head, Optional<Problem> firstBad) {}

    /** The first bad record. */
    record Problem(String file, int line, long record, String message) {}

    @Parameters(paramLabel = "DIR", description = "The folder of the journal's segments.")
    @SuppressWarnings("NullAway.Init") // set by picocli before the command runs
    private Path folder;

    @Mixin
    private OutputOption output = new OutputOption();

    @Override
    public Integer call() {
        Result result = switch (JournalVerifier.verify(folder, Optional.empty())) {
            case Verification.Sound sound ->
                new Result(true, sound.records(), Optional.of(sound.head().hash()), Optional.empty());
            case Verification.Broken broken ->
                new Result(
                        false,
                        Math.max(0, broken.record() - 1),
                        Optional.empty(),
                        Optional.of(new Problem(broken.file(), broken.line(), broken.record(), broken.problem())));
        };
        Table table = Table.of(
                        Column.name("ok", "Sound"),
                        Column.number("records", "Records"),
                        Column.name("head", "Head"),
                        Column.text("firstBad", "First bad record"))
                .row(
                        result.ok() ? "yes" : "no",
                        result.records(),
                        result.head(),
                        result.firstBad()
                                .map(bad -> "%s:%d: record %d: %s"
                                        .formatted(bad.file(), bad.line(), bad.record(), bad.message())))
                .build();
        output.print(result, table);
        return (result.ok() ? ExitCode.DONE : ExitCode.ANSWER_IS_NO).code();
    }
}
