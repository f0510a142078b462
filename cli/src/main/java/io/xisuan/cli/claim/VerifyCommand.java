package io.xisuan.cli.claim;

import io.xisuan.billing.claim.evidence.ArchiveCheck;
import io.xisuan.cli.ExitCode;
import io.xisuan.cli.output.OutputOption;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** The command {@code claim verify FILE}: checks an archive by itself, without any database. */
@Command(
        name = "verify",
        description = "Checks an archive alone: digests, Merkle root, sums; exit 1 when something is wrong.",
        mixinStandardHelpOptions = true,
        footer = {"", "Example:", "  xisuan claim verify CL-000012.zip"})
public final class VerifyCommand implements Callable<Integer> {
    @Parameters(paramLabel = "FILE", description = "The archive.")
    private Path file = Path.of("");

    @Mixin
    private OutputOption output = new OutputOption();

    @Override
    public Integer call() {
        ArchiveFile.View view = ArchiveFile.view(file, ArchiveCheck.check(ArchiveFile.read(file)));
        output.print(view, ArchiveFile.table(view));
        view.problems().forEach(problem -> output.output().say(problem));
        return (view.ok() ? ExitCode.DONE : ExitCode.ANSWER_IS_NO).code();
    }
}
